package org.busel.store.embedded;

import java.io.IOException;
import java.util.function.LongSupplier;

/// What the mailbox log is given by the store that it is part of.
///
/// @param disk that takes its bytes
/// @param nanos time that passes while the machine runs, as of [System#nanoTime]
/// @param beside what else in the folder is made unreadable whenever the log does that
record Surroundings(Disk disk, LongSupplier nanos, Wipe beside) {
  /// Makes unreadable what has gone.
  interface Wipe {
    void run() throws IOException;
  }

  /// Those of a log that is alone in the world.
  static Surroundings of(Disk disk) {
    return new Surroundings(disk, System::nanoTime, () -> {});
  }
}
