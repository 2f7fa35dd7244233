package org.busel.sdk;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.busel.sdk.transport.Backoff;
import org.busel.sdk.transport.Incoming.Ending;
import org.busel.sdk.transport.RelayConnection;

/// Stays connected until it is closed: one thread that receives, sends what waits, keeps keys up, and connects again.
final class Following implements Listening, Runnable {
  private static final Duration TICK = Duration.ofMillis(500);
  private static final Duration FIRST_FLUSH = Duration.ofSeconds(5);
  private static final Duration UPKEEP_EVERY = Duration.ofHours(1);

  private final Inbox inbox;
  private final Correspondence correspondence;
  private final Receiving receiving;
  private final Backoff backoff;
  private final Telling telling;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this, "busel-listen");

  Following(
      Inbox inbox,
      Correspondence correspondence,
      Receiving receiving,
      Backoff backoff,
      Telling telling) {
    this.inbox = inbox;
    this.correspondence = correspondence;
    this.receiving = receiving;
    this.backoff = backoff;
    this.telling = telling;
    thread.setDaemon(true);
  }

  Following start() {
    thread.start();
    return this;
  }

  boolean isOver() {
    return !thread.isAlive();
  }

  boolean isEnding() {
    return closing.getCount() == 0;
  }

  boolean isCurrentThread() {
    return Thread.currentThread().equals(thread);
  }

  /// Asks it to end, without waiting.
  void end() {
    closing.countDown();
  }

  @Override
  public void run() {
    try {
      follow();
      telling.over(null);
    } catch (RuntimeException e) { // the top of a thread
      telling.over(e);
      throw e;
    }
  }

  private void follow() {
    try {
      Optional<Duration> pause = Optional.of(Duration.ZERO);
      while (pause.isPresent() && !isClosing(pause.get())) {
        pause = visit();
      }
    } catch (IllegalStateException e) {
      if (!isClosing(Duration.ZERO)) {
        throw e;
      }
      // The app closed the device from inside an event: there is nothing left to do.
    } catch (BuselException e) {
      tell();
      telling.tell(new Event.GaveUp(String.valueOf(e.getMessage())));
    }
  }

  /// Connects and stays as long as it goes.
  ///
  /// @return how long to wait before the next try; nothing if there should be none
  private Optional<Duration> visit() {
    Inbox.Entry entry = inbox.enter();
    if (entry instanceof Inbox.Entry.In in) {
      try {
        backoff.succeeded();
        telling.tell(new Event.Connected());
        return stay(in.connection());
      } finally {
        inbox.leave(in.connection());
      }
    }
    if (entry instanceof Inbox.Entry.Unreachable unreachable) {
      return again(unreachable.reason());
    }
    // Another network may lead to the right relay.
    if (entry instanceof Inbox.Entry.NotTrusted notTrusted) {
      return again("not the relay: " + notTrusted.reason());
    }
    return giveUp(
        entry instanceof Inbox.Entry.LoginRefused
            ? "the relay does not know this device"
            : "the relay no longer speaks this version");
  }

  private Optional<Duration> stay(RelayConnection connection) {
    long nextUpkeep = System.nanoTime() + UPKEEP_EVERY.toNanos();
    // After what came: it may say that somebody has left a desk. But not for ever.
    long nextFlush = System.nanoTime() + FIRST_FLUSH.toNanos();
    while (!isClosing(Duration.ZERO)) {
      if (System.nanoTime() - nextFlush >= 0) {
        correspondence.flushAll();
        nextFlush = System.nanoTime() + TICK.toNanos();
      }
      Optional<Inbox.End> end = inbox.step(connection, TICK);
      if (end.isPresent() && end.get() instanceof Inbox.End.Drained) {
        receiving.drained();
        nextFlush = System.nanoTime();
      }
      tell();
      if (end.isPresent() && end.get() instanceof Inbox.End.Gone gone) {
        return gone(gone.ending());
      }
      if (System.nanoTime() - nextUpkeep >= 0) {
        inbox.keepUp(connection);
        receiving.keepUp();
        nextUpkeep = System.nanoTime() + UPKEEP_EVERY.toNanos();
      }
    }
    return Optional.empty();
  }

  private Optional<Duration> gone(Ending ending) {
    return switch (ending.kind()) {
      case BROKEN -> {
        telling.tell(new Event.Disconnected(ending.reason()));
        yield Optional.of(
            ending.reconnectAfter().isZero()
                ? backoff.next()
                : backoff.upTo(ending.reconnectAfter()));
      }
      case REPLACED -> giveUp("this device has logged in elsewhere");
      case LOGIN_REFUSED -> giveUp("the relay does not know this device");
      case VERSION_TOO_OLD -> giveUp("the relay no longer speaks this version");
    };
  }

  private Optional<Duration> again(String reason) {
    telling.tell(new Event.Disconnected(reason));
    return Optional.of(backoff.next());
  }

  private Optional<Duration> giveUp(String reason) {
    tell();
    telling.tell(new Event.GaveUp(reason));
    return Optional.empty();
  }

  private void tell() {
    telling.untold();
  }

  private boolean isClosing(Duration pause) {
    try {
      return closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    end();
    if (isCurrentThread()) {
      return; // closed from an event: the thread ends by itself
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
