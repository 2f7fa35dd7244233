package org.busel.relay.listen;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.busel.relay.telemetry.Faults;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the blocking work of one connection, one piece after the other, so that what a device sent first takes effect
/// first. Uses a thread only while there is work. Safe for many threads. Unbounded: the connection counts what it puts
/// in and stops reading in time.
final class Lane {
  private static final Logger log = LoggerFactory.getLogger(Lane.class);

  private final Executor threads;
  private final Queue<Runnable> waiting = new ArrayDeque<>(); // guarded by this
  private boolean running; // guarded by this

  /// @param threads virtual ones, made for each task
  Lane(Executor threads) {
    this.threads = threads;
  }

  /// Runs `work` after everything that was given before.
  void run(Runnable work) {
    synchronized (this) {
      waiting.add(work);
      if (running) {
        return;
      }
      running = true;
    }
    threads.execute(this::runAll);
  }

  private void runAll() {
    for (Runnable work = next(); work != null; work = next()) {
      try {
        work.run();
      } catch (RuntimeException bug) { // the thread's top: the work after it must still be done
        Faults.report(log, "doing a connection's work", bug);
      }
    }
  }

  private synchronized @Nullable Runnable next() {
    Runnable work = waiting.poll();
    running = work != null;
    return work;
  }
}
