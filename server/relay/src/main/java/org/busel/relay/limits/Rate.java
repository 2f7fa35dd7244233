package org.busel.relay.limits;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;

/// How much may be done at once, and how fast that comes back: a token bucket.
///
/// @param burst tokens in a full bucket, 1 to 1,000,000,000
/// @param perToken until one spent token is back, one nanosecond to one day; a full bucket takes at most 30 days
@Immutable
public record Rate(int burst, Duration perToken) {
  private static final int MOST = 1_000_000_000;
  private static final Duration SLOWEST = Duration.ofDays(1);
  private static final Duration LONGEST = Duration.ofDays(30);

  public Rate {
    if (burst < 1 || burst > MOST) {
      throw new IllegalArgumentException("a burst of " + burst + " is out of range");
    }
    if (perToken.isZero()
        || perToken.isNegative()
        || perToken.compareTo(SLOWEST) > 0
        || perToken.multipliedBy(burst).compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a refill of one in " + perToken + " is out of range");
    }
  }

  /// `burst` at once, and `tokens` in each `time` from then on.
  public static Rate of(int burst, int tokens, Duration time) {
    return new Rate(burst, time.dividedBy(tokens));
  }

  /// How long an empty bucket takes until it is full.
  Duration refill() {
    return perToken.multipliedBy(burst);
  }
}
