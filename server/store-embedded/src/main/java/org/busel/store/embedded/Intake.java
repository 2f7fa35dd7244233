package org.busel.store.embedded;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// What callers have handed over and the writer has not yet taken.
///
/// Two queues change places: callers fill one under the lock, the writer empties the other without it. So a thousand
/// entries cost the writer one lock, and a caller waits for nobody but another caller.
final class Intake {
  private ArrayDeque<LogEntry> filling = new ArrayDeque<>(); // guarded by this
  private boolean writerWaits; // guarded by this
  private boolean closed; // guarded by this
  private ArrayDeque<LogEntry> emptying = new ArrayDeque<>(); // of the writer thread

  /// Hands something over. Any thread.
  ///
  /// @return whether it was taken: false once this is closed
  synchronized boolean add(LogEntry entry) {
    if (closed) {
      return false;
    }
    filling.add(entry);
    if (writerWaits) {
      writerWaits = false;
      notify();
    }
    return true;
  }

  /// Takes nothing more; what was handed over before can still be polled.
  synchronized void close() {
    closed = true;
  }

  /// The next entry, or nothing if none has been handed over. The writer thread only.
  @Nullable LogEntry poll() {
    if (emptying.isEmpty()) {
      synchronized (this) {
        swap();
      }
    }
    return emptying.poll();
  }

  /// Waits for the next entry. The writer thread only.
  LogEntry take() throws InterruptedException {
    if (emptying.isEmpty()) {
      synchronized (this) {
        while (filling.isEmpty()) {
          writerWaits = true;
          wait();
        }
        swap();
      }
    }
    return emptying.remove();
  }

  private void swap() {
    ArrayDeque<LogEntry> full = filling;
    filling = emptying;
    emptying = full;
  }
}
