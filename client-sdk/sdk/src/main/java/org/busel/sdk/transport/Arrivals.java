package org.busel.sdk.transport;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.busel.sdk.transport.Incoming.Ending;
import org.busel.wire.Limits;
import org.busel.wire.v1.Push;

/// What a relay has pushed and nobody has taken yet, at most its window of deliveries. Safe for many threads.
final class Arrivals {
  // Drained and KeysLow come between deliveries.
  private static final int MOST_WAITING = 2 * Limits.UNACKNOWLEDGED_DELIVERIES;

  private final ReentrantLock lock = new ReentrantLock(); // guards everything below
  private final Condition changed = lock.newCondition();
  private final Deque<Push> waiting = new ArrayDeque<>();
  private int unacknowledged;
  private Optional<Ending> ending = Optional.empty();

  /// Adds a push.
  ///
  /// @return false if the relay offers more than its window: the connection must end
  boolean offer(Push push) {
    lock.lock();
    try {
      if (push.hasDelivery()) {
        unacknowledged++;
      }
      if (unacknowledged > Limits.UNACKNOWLEDGED_DELIVERIES || waiting.size() >= MOST_WAITING) {
        return false;
      }
      waiting.add(push);
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  void acknowledged(int deliveries) {
    lock.lock();
    try {
      unacknowledged = Math.max(0, unacknowledged - deliveries);
    } finally {
      lock.unlock();
    }
  }

  /// Notes why nothing more will come.
  ///
  /// @return whether it is the first ending; a later one changes nothing
  boolean end(Ending reason) {
    lock.lock();
    try {
      boolean first = ending.isEmpty();
      if (first) {
        ending = Optional.of(reason);
        changed.signalAll();
      }
      return first;
    } finally {
      lock.unlock();
    }
  }

  boolean hasEnded() {
    lock.lock();
    try {
      return ending.isPresent();
    } finally {
      lock.unlock();
    }
  }

  /// What came before the ending is still handed out.
  Incoming next(Duration wait) {
    long nanos = wait.toNanos();
    lock.lock();
    try {
      while (waiting.isEmpty() && ending.isEmpty() && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      Push push = waiting.poll();
      if (push != null) {
        return new Incoming.Pushed(push);
      }
      return ending.isPresent() ? new Incoming.Gone(ending.get()) : new Incoming.Nothing();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Incoming.Nothing();
    } finally {
      lock.unlock();
    }
  }
}
