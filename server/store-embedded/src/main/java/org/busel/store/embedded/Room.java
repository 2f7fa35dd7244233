package org.busel.store.embedded;

import java.util.concurrent.atomic.AtomicLong;

/// How many bytes may be on their way to the disk at once. Safe for many threads; never waits.
final class Room {
  private final AtomicLong left;
  private final long all;

  Room(long bytes) {
    this.left = new AtomicLong(bytes);
    this.all = bytes;
  }

  /// Takes `bytes`, unless that is more than is left.
  ///
  /// @return whether there was room
  boolean take(long bytes) {
    if (left.addAndGet(-bytes) >= 0) {
      return true;
    }
    long _ = left.addAndGet(bytes);
    return false;
  }

  /// Gives back what was taken.
  void give(long bytes) {
    long _ = left.addAndGet(bytes);
  }

  /// How many bytes are taken.
  long taken() {
    return all - left.get();
  }
}
