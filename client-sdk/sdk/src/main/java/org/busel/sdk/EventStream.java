package org.busel.sdk;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// One subscription: hands out as many events as were asked for, and leaves the others where they are.
///
/// Made by whoever calls subscribe, woken by the listening thread, asked by the subscriber on any thread. A thread of its own
/// hands events over, so that an app which takes its time holds up neither receiving nor sending.
final class EventStream implements Flow.Subscription, Runnable {
  private static final int AT_ONCE = 64;

  /// Where events are until they are asked for.
  interface Source {
    /// The next events, oldest first; they count as handed over.
    ///
    /// @param most 1 or more
    List<Event> take(int most);

    /// Events that were taken and not handed over; they come again.
    void giveBack(List<Event> untold);

    /// Nobody asks any more. Does not wait.
    void leave();
  }

  private final Source source;
  private final Thread thread = new Thread(this, "busel-events");
  private final Deque<Event> taken = new ArrayDeque<>(); // the thread's only
  private final Object lock = new Object(); // guards what follows

  // Forgotten at the end: a subscription that is over keeps no part of an app alive.
  @GuardedBy("lock")
  private Flow.@Nullable Subscriber<? super Event> subscriber;

  @GuardedBy("lock")
  private long wanted;

  @GuardedBy("lock")
  private boolean stirred = true; // there may be something that was not looked at

  @GuardedBy("lock")
  private boolean over;

  @GuardedBy("lock")
  private boolean silently; // the subscriber itself has ended it

  @GuardedBy("lock")
  private @Nullable RuntimeException fault;

  EventStream(Flow.Subscriber<? super Event> subscriber, Source source) {
    this.subscriber = subscriber;
    this.source = source;
    thread.setDaemon(true);
  }

  /// From here on events are handed over.
  void start() {
    thread.start();
  }

  /// There may be something new.
  void wake() {
    synchronized (lock) {
      stirred = true;
      lock.notifyAll();
    }
  }

  boolean isOver() {
    synchronized (lock) {
      return over;
    }
  }

  /// Ends it with an error. Does not wait.
  void fail(RuntimeException why) {
    finish(why, false);
  }

  /// Ends it, and waits until the last event has been handed over, unless an event is what led here.
  void end() {
    finish(null, false);
    if (Thread.currentThread().equals(thread)) {
      giveBack();
      return;
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void request(long more) {
    if (more <= 0) {
      finish(new IllegalArgumentException("at least one event must be asked for"), false);
      source.leave();
      return;
    }
    synchronized (lock) {
      wanted = Long.MAX_VALUE - wanted < more ? Long.MAX_VALUE : wanted + more;
      lock.notifyAll();
    }
  }

  @Override
  public void cancel() {
    finish(null, true);
    source.leave();
  }

  private void finish(@Nullable RuntimeException why, boolean bySubscriber) {
    synchronized (lock) {
      if (!over) {
        over = true;
        fault = why;
        silently = bySubscriber;
        lock.notifyAll();
      }
    }
  }

  @Override
  public void run() {
    try {
      int most = awaitDemand();
      while (most > 0) {
        handOver(most);
        most = awaitDemand();
      }
      giveBack();
    } catch (BuselException e) {
      finish(e, false);
      source.leave();
    }
    sayGoodbye();
  }

  /// Waits until something is wanted and may be there.
  ///
  /// @return how many events; 0 if it is over
  private int awaitDemand() {
    synchronized (lock) {
      while (!over && (wanted == 0 || !stirred)) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return 0;
        }
      }
      return over ? 0 : (int) Math.min(wanted, AT_ONCE);
    }
  }

  private void handOver(int most) {
    synchronized (lock) {
      stirred = false; // before looking: what comes from now on wakes again
    }
    taken.addAll(source.take(most));
    if (taken.size() == most) {
      wake();
    }
    Flow.Subscriber<? super Event> to = listener();
    while (to != null && !taken.isEmpty()) {
      Event next = taken.removeFirst();
      to.onNext(next);
      if (next instanceof Event.GaveUp) {
        finish(null, false);
      }
      to = listener();
    }
  }

  /// Whoever gets the next event, which is then no longer wanted; nothing if it is over.
  private Flow.@Nullable Subscriber<? super Event> listener() {
    synchronized (lock) {
      if (over) {
        return null;
      }
      if (!taken.isEmpty() && wanted != Long.MAX_VALUE) {
        wanted--;
      }
      return subscriber;
    }
  }

  private void giveBack() {
    if (!taken.isEmpty()) {
      List<Event> untold = List.copyOf(taken);
      taken.clear();
      source.giveBack(untold);
    }
  }

  private void sayGoodbye() {
    Flow.Subscriber<? super Event> to;
    RuntimeException why;
    synchronized (lock) {
      to = silently ? null : subscriber;
      why = fault;
      subscriber = null;
    }
    if (to == null) {
      return;
    }
    if (why == null) {
      to.onComplete();
    } else {
      to.onError(why);
    }
  }
}
