package org.busel.relay;

import java.util.ArrayDeque;
import java.util.Deque;
import org.busel.relay.telemetry.Faults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has been opened, to be closed in the opposite order, once. Safe for many threads.
final class Teardown {
  private static final Logger log = LoggerFactory.getLogger(Teardown.class);

  private final Deque<Runnable> steps = new ArrayDeque<>(); // guarded by this

  /// Adds what must happen before everything that was added earlier.
  synchronized void add(Runnable step) {
    steps.push(step);
  }

  /// Closes everything; one step that fails does not keep the others from being done.
  synchronized void run() {
    while (!steps.isEmpty()) {
      try {
        steps.pop().run();
      } catch (RuntimeException bug) { // the rest must still be closed
        Faults.report(log, "closing the relay", bug);
      }
    }
  }
}
