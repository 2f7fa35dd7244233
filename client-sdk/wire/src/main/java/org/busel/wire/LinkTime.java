package org.busel.wire;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Expiry as links carry it: milliseconds since 1970, within the years that a calendar can show.
final class LinkTime {
  /// The end of the year 9999.
  private static final long LATEST_MILLIS = 253_402_300_799_999L;

  private LinkTime() {}

  static void check(Flaws flaws, long millis) {
    flaws.unless(millis > 0 && millis <= LATEST_MILLIS, "expires_at_millis is no time");
  }

  /// The time cut to what a link can carry.
  static Instant cut(Instant time) {
    if (time.isBefore(Instant.ofEpochMilli(1))
        || time.isAfter(Instant.ofEpochMilli(LATEST_MILLIS))) {
      throw new IllegalArgumentException("expiry is no time that a link can carry");
    }
    return time.truncatedTo(ChronoUnit.MILLIS);
  }
}
