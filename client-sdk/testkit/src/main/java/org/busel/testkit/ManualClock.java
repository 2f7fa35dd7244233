package org.busel.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A clock that stands still until it is moved. Safe for many threads.
public final class ManualClock extends Clock {
  private Instant now; // guarded by this

  private ManualClock(Instant now) {
    this.now = now;
  }

  /// A clock that stands at `now`.
  public static ManualClock at(Instant now) {
    return new ManualClock(now);
  }

  /// A clock that stands at the present.
  public static ManualClock now() {
    return at(Clock.systemUTC().instant());
  }

  /// Moves it on.
  public synchronized void advance(Duration by) {
    now = now.plus(by);
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("a manual clock is always in UTC");
  }
}
