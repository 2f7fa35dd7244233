package org.busel.sdk;

import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Pauses between what leaves one after the other, so that it does not leave as one burst. One thread.
final class Spread {
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long LONGEST_IN_ALL_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final SecureRandom random;
  private final long bound;
  private boolean begun;

  /// @param parts how many leave
  Spread(int parts, SecureRandom random) {
    this.random = random;
    this.bound = Math.min(LONGEST_PAUSE_NANOS, LONGEST_IN_ALL_NANOS / Math.max(1, parts));
  }

  /// Waits for a made-up time, up to 50 ms and never above 3 s for all parts; not before the first.
  void pause() {
    if (begun) {
      LockSupport.parkNanos(random.nextInt((int) bound));
    }
    begun = true;
  }
}
