package org.busel.sdk.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration SLOWEST = Duration.ofSeconds(5);

  private final Backoff backoff = new Backoff(FIRST, SLOWEST, new SecureRandom());

  @Test
  void theLimitDoublesUpToTheSlowest() {
    for (int failure = 0; failure < 100; failure++) {
      long limit = Math.min(SLOWEST.toMillis(), 100L << Math.min(failure, 20));

      assertThat(backoff.next()).isBetween(Duration.ZERO, Duration.ofMillis(limit));
    }
  }

  @Test
  void afterASuccessTheFirstLimitCountsAgain() {
    for (int failure = 0; failure < 10; failure++) {
      var unused = backoff.next();
    }
    backoff.succeeded();

    assertThat(backoff.next()).isLessThanOrEqualTo(FIRST);
  }

  @Test
  void waitsAreSpreadOverAllOfTheirRange() {
    Duration spread = Duration.ofSeconds(60);
    var waits = IntStream.range(0, 1_000).mapToObj(i -> backoff.upTo(spread).toSeconds()).toList();

    assertThat(waits).allMatch(wait -> wait >= 0 && wait <= 60);
    assertThat(waits).anyMatch(wait -> wait < 15).anyMatch(wait -> wait > 45);
  }
}
