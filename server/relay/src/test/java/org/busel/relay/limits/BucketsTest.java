package org.busel.relay.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Token buckets for more keys than there is room for.
class BucketsTest {
  private static final Rate TWO_AN_HOUR = Rate.of(4, 2, Duration.ofHours(1));
  private static final byte[] SOMEBODY = key(-1);

  private final NanosByHand clock = new NanosByHand();
  private final Buckets open = new Buckets(false, new SecureRandom(), now());
  private final Buckets closed = new Buckets(true, new SecureRandom(), now());

  @Test
  void aBurstIsFreeAndThenTokensComeBackOneByOne() {
    for (int i = 0; i < 4; i++) {
      assertThat(take(open, SOMEBODY)).isZero();
    }

    assertThat(take(open, SOMEBODY)).isEqualTo(Duration.ofMinutes(30).toNanos());
    clock.pass(Duration.ofMinutes(29));
    assertThat(take(open, SOMEBODY)).isEqualTo(Duration.ofMinutes(1).toNanos());
    clock.pass(Duration.ofMinutes(1));
    assertThat(take(open, SOMEBODY)).isZero();
    assertThat(take(open, SOMEBODY)).isPositive();
  }

  @Test
  void aRefusalCostsNothing() {
    emptyFor(open, SOMEBODY);
    for (int i = 0; i < 1_000; i++) {
      assertThat(take(open, SOMEBODY)).isPositive();
    }

    clock.pass(Duration.ofMinutes(30));

    assertThat(take(open, SOMEBODY)).isZero();
  }

  @Test
  void whatSomebodySpentIsNotTakenFromAnother() {
    emptyFor(open, SOMEBODY);

    assertThat(take(open, key(7))).isZero();
  }

  @Test
  void moreThanABurstIsAskedAsAWholeBurst() {
    assertThat(open.take(SOMEBODY, 1_000_000, TWO_AN_HOUR, now())).isZero();
    assertThat(take(open, SOMEBODY)).isPositive();
  }

  @Test
  void whatWasSpentStaysSpentWhenTheSaltIsReplaced() {
    clock.pass(Duration.ofMinutes(9)); // a minute before the salt is replaced
    emptyFor(closed, SOMEBODY);

    clock.pass(Duration.ofMinutes(2));

    assertThat(take(closed, SOMEBODY)).isEqualTo(Duration.ofMinutes(28).toNanos());
    for (int i = 0; i < 40; i++) {
      clock.pass(
          Duration.ofMinutes(30)); // ten times as long as a period: never more than comes back
      assertThat(take(closed, SOMEBODY)).isZero();
      assertThat(take(closed, SOMEBODY)).isPositive();
    }
  }

  @Test
  void afterTwoPeriodsNobodyIsRememberedEvenIfNobodyCame() {
    emptyFor(open, SOMEBODY);
    assertThat(open.remembered()).isOne();

    clock.pass(
        Duration.ofHours(2).plusMinutes(10)); // a period is as long as a bucket takes to fill
    open.forget(TWO_AN_HOUR, now());
    clock.pass(Duration.ofHours(2));
    open.forget(TWO_AN_HOUR, now());

    assertThat(open.remembered()).isZero();
  }

  @Test
  void aMillionKeysTakeNoMoreMemoryThanOne() {
    assertThat(take(open, SOMEBODY)).isZero();
    long before = usedMemory();

    for (int i = 0; i < 1_000_000; i++) {
      long _ = take(open, key(i));
    }

    assertThat(usedMemory() - before).isLessThan(4L << 20);
    assertThat(open.remembered()).isLessThanOrEqualTo(Buckets.PLACES);
  }

  @Test
  void anOpenLimitRefusesNobodyForWhatAMillionOthersDid() {
    for (int i = 0; i < 1_000_000; i++) {
      long _ = take(open, key(i));
    }

    for (int i = 0; i < 4; i++) {
      assertThat(take(open, SOMEBODY)).isZero();
    }
  }

  @Test
  void aClosedLimitGivesAMillionKeysNoMoreThanItsTableHolds() {
    int admitted = 0;
    for (int i = 0; i < 1_000_000; i++) {
      admitted += take(closed, key(i)) == 0 ? 1 : 0;
    }

    assertThat(admitted).isLessThanOrEqualTo(Buckets.PLACES * TWO_AN_HOUR.burst());
  }

  @Test
  void someoneBeyondAFullClosedTableIsLetInWhenItsBucketsHaveFilled() {
    for (int i = 0; i < 1_000_000; i++) {
      long _ = take(closed, key(i));
    }
    assertThat(take(closed, SOMEBODY)).isPositive();

    clock.pass(Duration.ofHours(2));

    assertThat(take(closed, SOMEBODY)).isZero();
  }

  private void emptyFor(Buckets buckets, byte[] key) {
    for (int i = 0; i < TWO_AN_HOUR.burst(); i++) {
      assertThat(take(buckets, key)).isZero();
    }
  }

  private long take(Buckets buckets, byte[] key) {
    return buckets.take(key, 1, TWO_AN_HOUR, now());
  }

  private long now() {
    return clock.getAsLong() + 5_000_000_001L;
  }

  private static byte[] key(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  private static long usedMemory() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
