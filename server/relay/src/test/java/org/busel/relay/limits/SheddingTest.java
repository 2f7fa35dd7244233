package org.busel.relay.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.busel.relay.limits.Pressure.Resource;
import org.junit.jupiter.api.Test;

/// When new people are asked to come later.
class SheddingTest {
  private static final long GIB = 1L << 30;
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private final Pressure pressure = new Pressure(GIB);

  @Test
  void withEnoughOfEverythingPeopleAreLetIn() {
    pressure.read(new Reading(0.7, 0.7, 2 * GIB, AT_ONCE));

    assertThat(pressure.isShortOf()).isEmpty();
    assertThat(pressure.shed()).isFalse();
  }

  @Test
  void eachThingThatRunsShortIsEnoughToRefuse() {
    pressure.read(new Reading(0.95, 0.1, 2 * GIB, AT_ONCE));
    assertThat(pressure.isShortOf()).containsExactly(Resource.MEMORY);
    pressure.read(new Reading(0.1, 0.95, 2 * GIB, AT_ONCE));
    assertThat(pressure.isShortOf()).containsExactly(Resource.MEMORY);
    pressure.read(new Reading(0.1, 0.1, GIB - 1, AT_ONCE));
    assertThat(pressure.isShortOf()).containsExactly(Resource.DISK);

    assertThat(pressure.shed()).isTrue();
    assertThat(pressure.shed(Resource.DISK)).isOne();
    assertThat(pressure.shed(Resource.MEMORY)).isZero();
  }

  @Test
  void whatRanShortMustBeClearlyEnoughAgain() {
    pressure.read(new Reading(0.95, 0, GIB - 1, AT_ONCE));
    pressure.read(new Reading(0.85, 0, GIB + 1, AT_ONCE));
    assertThat(pressure.isShortOf()).containsExactlyInAnyOrder(Resource.MEMORY, Resource.DISK);

    pressure.read(new Reading(0.75, 0, GIB + GIB / 4, AT_ONCE));
    assertThat(pressure.isShortOf()).isEmpty();
  }

  @Test
  void oneLateMomentIsNoLoadButThreeInARowAre() {
    Reading late = new Reading(0, 0, 2 * GIB, Duration.ofSeconds(1));
    pressure.read(late);
    pressure.read(late);
    pressure.read(new Reading(0, 0, 2 * GIB, AT_ONCE));
    pressure.read(late);
    pressure.read(late);
    assertThat(pressure.isShortOf()).isEmpty();

    pressure.read(late);

    assertThat(pressure.isShortOf()).containsExactly(Resource.LOAD);
    pressure.read(new Reading(0, 0, 2 * GIB, Duration.ofMillis(500)));
    assertThat(pressure.isShortOf()).containsExactly(Resource.LOAD);
    pressure.read(new Reading(0, 0, 2 * GIB, Duration.ofMillis(100)));
    assertThat(pressure.isShortOf()).isEmpty();
  }

  @Test
  void anOperatorMaySayThatTheDiskNeverMatters() {
    pressure.apply(0);

    pressure.read(new Reading(0, 0, 0, AT_ONCE));

    assertThat(pressure.isShortOf()).isEmpty();
  }
}
