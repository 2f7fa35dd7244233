package org.busel.relay.limits;

/// One token bucket, kept as a single number: when it will be full again. Of one thread at a time.
///
/// This is the generic cell rate algorithm: taking a token puts the moment at which the bucket is full again one token's
/// time further off, and a bucket is empty when that moment is a whole burst away.
final class Bucket {
  private long fullAt;

  /// Takes `cost` tokens if there are so many.
  ///
  /// @param now on any clock that does not go backwards, in nanoseconds
  /// @return 0, or how long to wait in nanoseconds, and nothing was taken
  long take(long now, int cost, Rate rate) {
    long after = after(Math.max(fullAt, now), cost, rate);
    long wait = wait(after, now, rate);
    if (wait == 0) {
      fullAt = after;
    }
    return wait;
  }

  /// When a bucket is full again after `cost` tokens more were taken from it.
  static long after(long fullAt, int cost, Rate rate) {
    return fullAt + Math.min(cost, rate.burst()) * rate.perToken().toNanos();
  }

  /// How much too far away that is.
  static long wait(long after, long now, Rate rate) {
    return Math.max(0, after - now - rate.refill().toNanos());
  }
}
