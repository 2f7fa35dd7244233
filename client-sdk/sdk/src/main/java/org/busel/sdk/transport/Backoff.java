package org.busel.sdk.transport;

import java.security.SecureRandom;
import java.time.Duration;

/// How long to wait before connecting again: doubling limits with full jitter, so that devices that lost a relay at
/// one moment do not come back at one moment. For one thread.
public final class Backoff {
  private static final int MOST_DOUBLINGS = 20;

  private final Duration first;
  private final Duration slowest;
  private final SecureRandom random;
  private int failures;

  /// @param first longest wait after the first failure
  /// @param slowest longest wait ever
  public Backoff(Duration first, Duration slowest, SecureRandom random) {
    this.first = first;
    this.slowest = slowest;
    this.random = random;
  }

  /// A connection stood: the next failure counts as the first.
  public void succeeded() {
    failures = 0;
  }

  /// A random wait between nothing and the present limit, which doubles with each call.
  public Duration next() {
    long limit =
        Math.min(slowest.toMillis(), first.toMillis() << Math.min(failures, MOST_DOUBLINGS));
    failures++;
    return upTo(Duration.ofMillis(limit));
  }

  /// A random wait between nothing and `longest`.
  public Duration upTo(Duration longest) {
    long millis = longest.toMillis();
    return Duration.ofMillis(millis <= 0 ? 0 : Math.floorMod(random.nextLong(), millis + 1));
  }
}
