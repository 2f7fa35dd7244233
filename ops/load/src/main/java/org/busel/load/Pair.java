package org.busel.load;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One sender and one receiver with a mailbox between them. On the loop only.
///
/// Closed loop: at most so many messages are on the way that are not yet both accepted and delivered. Open loop: each is sent
/// when it is due, whatever became of the others, and its latency counts from when it was due. Only when a thousand and more
/// are on the way the next one waits; it is late then, and counted as late.
final class Pair implements MessageServer.Accepted, MessageServer.Delivered {
  private static final int REMEMBERED = 1 << 13;
  private static final int MOST_ON_THE_WAY = REMEMBERED / 8;

  private final Loop loop;
  private final Tally tally;
  private final long[] dueAt = new long[REMEMBERED];
  private MessageServer.@Nullable Outgoing outgoing;
  private MessageServer.@Nullable Incoming incoming;
  private int inFlight;
  private long everyNanos;
  private long nextDue;
  private long sent;
  private long accepted;
  private long delivered;

  Pair(Loop loop, Tally tally) {
    this.loop = loop;
    this.tally = tally;
  }

  CompletableFuture<Pair> connect(MessageServer server, int mailbox, int mostInFlight) {
    return server
        .receiver(mailbox, this)
        .thenCompose(receiver -> {
          incoming = receiver;
          return server.sender(mailbox, mostInFlight, this);
        })
        .thenApply(sender -> {
          outgoing = sender;
          return this;
        });
  }

  /// Keeps `messages` in flight from here on; none lets the pair come to rest.
  void keepInFlight(int messages) {
    inFlight = messages;
    everyNanos = 0;
    refill();
  }

  /// Sends one message every `nanos` from here on, the first after `firstAfter`.
  void sendEvery(long nanos, long firstAfter) {
    inFlight = 0;
    everyNanos = nanos;
    nextDue = System.nanoTime() + firstAfter;
  }

  /// Sends what has become due.
  void tick(long now) {
    if (everyNanos == 0) {
      return;
    }
    while (nextDue <= now && onTheWay() < MOST_ON_THE_WAY) {
      send(nextDue);
      nextDue += everyNanos;
    }
  }

  /// Messages not both accepted and delivered.
  long onTheWay() {
    return sent - Math.min(accepted, delivered);
  }

  @Override
  public void accepted(long number) {
    accepted++;
    tally.accepted(System.nanoTime() - dueAt[(int) (number % REMEMBERED)]);
    refill();
  }

  @Override
  public void refused(long number) {
    tally.refused();
    // After a moment, so that a refusing server is not what is measured.
    loop.later(
        Duration.ofMillis(20),
        () -> {
          if (outgoing != null) {
            outgoing.send(dueAt[(int) (number % REMEMBERED)], number);
          }
        });
  }

  @Override
  public void delivered(long stamp, long number) {
    delivered++;
    tally.delivered(System.nanoTime() - stamp);
    refill();
  }

  void close() {
    if (outgoing != null) {
      outgoing.close();
      outgoing = null;
    }
    if (incoming != null) {
      incoming.close();
      incoming = null;
    }
  }

  private void refill() {
    while (onTheWay() < inFlight) {
      send(System.nanoTime());
    }
  }

  private void send(long due) {
    if (outgoing == null) {
      throw new LoadException("a pair that is not connected");
    }
    long number = sent++;
    dueAt[(int) (number % REMEMBERED)] = due;
    outgoing.send(due, number);
  }
}
