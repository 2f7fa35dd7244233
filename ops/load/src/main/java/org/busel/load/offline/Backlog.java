package org.busel.load.offline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.busel.load.Crowd;
import org.busel.load.LoadException;
import org.busel.load.Loop;
import org.busel.load.MessageServer;
import org.busel.load.ServerProcess;

/// One sender for each mailbox stores its share, two messages on the way at a time, and leaves. Then every owner connects and
/// takes and acknowledges what waits. For threads other than the loop.
public final class Backlog {
  private static final int IN_FLIGHT = 2;
  private static final int CONNECTING = 32;

  private final Loop loop;
  private final MessageServer server;
  private final int mailboxes;
  private final int messages;
  private final Duration patience;
  private final CompletableFuture<Boolean> allAccepted = new CompletableFuture<>();
  private final CompletableFuture<Boolean> allDelivered = new CompletableFuture<>();
  private long accepted; // loop only, as below
  private long delivered;

  /// @param messages in all, as many for each mailbox
  /// @param patience how long either phase may take
  public Backlog(Loop loop, MessageServer server, int mailboxes, int messages, Duration patience) {
    this.loop = loop;
    this.server = server;
    this.mailboxes = mailboxes;
    this.messages = messages / mailboxes * mailboxes;
    this.patience = patience;
  }

  /// What one of the two phases took.
  ///
  /// @param kibBefore resident memory of the server
  /// @param kibAfter likewise
  public record Phase(
      long messages,
      double seconds,
      long serverCpuMicros,
      long driverCpuMicros,
      long kibBefore,
      long kibAfter) {
    public double perSecond() {
      return messages / seconds;
    }

    /// Processor time of the server for each message, in microseconds.
    public double serverMicros() {
      return (double) serverCpuMicros / messages;
    }

    /// Processor time of the driver for each message, in microseconds.
    public double driverMicros() {
      return (double) driverCpuMicros / messages;
    }
  }

  /// Stores everything. Connecting the senders does not count.
  public Phase store() {
    List<Depositor> depositors =
        Crowd.connect(loop, mailboxes, CONNECTING, mailbox -> new Depositor().connect(mailbox));
    Phase phase =
        measure(
            "storing",
            () -> depositors.forEach(Depositor::begin),
            allAccepted.orTimeout(patience.toSeconds(), TimeUnit.SECONDS));
    loop.call("closing", () -> depositors.forEach(Depositor::close));
    return phase;
  }

  /// Takes everything out again. Connecting counts.
  public Phase drain() {
    List<MessageServer.Incoming> incoming = new ArrayList<>();
    Phase phase =
        measure(
            "draining",
            () -> {
              var _ =
                  Crowd.begin(
                          mailboxes,
                          CONNECTING,
                          mailbox -> server.receiver(mailbox, (_, _) -> taken()))
                      .whenComplete((all, failed) -> {
                        if (failed == null) {
                          incoming.addAll(all);
                        } else {
                          allDelivered.completeExceptionally(failed);
                        }
                      });
            },
            allDelivered.orTimeout(patience.toSeconds(), TimeUnit.SECONDS));
    loop.call("closing", () -> incoming.forEach(MessageServer.Incoming::close));
    return phase;
  }

  private Phase measure(String doing, Runnable begin, CompletableFuture<Boolean> done) {
    long kib = server.process().proportionalKib();
    long serverCpu = server.process().cpuMicros();
    long driverCpu = ServerProcess.ownCpuMicros();
    long startedAt = System.nanoTime();
    loop.call(doing, begin);
    try {
      boolean _ = done.join();
    } catch (RuntimeException failed) {
      throw new LoadException(
          doing + " ended at " + accepted + " accepted and " + delivered + " delivered", failed);
    }
    return new Phase(
        messages,
        (System.nanoTime() - startedAt) / 1e9,
        server.process().cpuMicros() - serverCpu,
        ServerProcess.ownCpuMicros() - driverCpu,
        kib,
        server.process().proportionalKib());
  }

  private void taken() {
    delivered++;
    if (delivered == messages) {
      allDelivered.complete(true);
    }
  }

  /// One sender. On the loop only.
  private final class Depositor implements MessageServer.Accepted {
    private MessageServer.Outgoing outgoing;
    private long sent;
    private final long share = messages / mailboxes;

    Depositor() {
      outgoing = NOBODY;
    }

    CompletableFuture<Depositor> connect(int mailbox) {
      return server
          .sender(mailbox, IN_FLIGHT, this)
          .thenApply(connected -> {
            outgoing = connected;
            return this;
          });
    }

    void begin() {
      for (int i = 0; i < IN_FLIGHT; i++) {
        next();
      }
    }

    void close() {
      outgoing.close();
    }

    private void next() {
      if (sent < share) {
        outgoing.send(System.nanoTime(), sent++);
      }
    }

    @Override
    public void accepted(long number) {
      accepted++;
      if (accepted == messages) {
        allAccepted.complete(true);
      }
      next();
    }

    @Override
    public void refused(long number) {
      loop.later(Duration.ofMillis(20), () -> outgoing.send(System.nanoTime(), number));
    }
  }

  private static final MessageServer.Outgoing NOBODY =
      new MessageServer.Outgoing() {
        @Override
        public void send(long stamp, long number) {
          throw new LoadException("a sender that is not connected");
        }

        @Override
        public void close() {}
      };
}
