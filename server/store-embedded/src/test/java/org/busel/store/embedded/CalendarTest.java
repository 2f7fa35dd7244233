package org.busel.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.busel.store.contract.Examples.NOW;
import static org.busel.store.contract.Examples.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.busel.mailbox.MailboxLimits;
import org.busel.store.contract.Examples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a wrong clock does to envelopes that wait.
final class CalendarTest {
  private static final Duration A_YEAR = Duration.ofDays(365);

  @TempDir private Path folder;
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void aClockThatLeapsAYearAheadEmptiesNothingUntilItHasStoodByItForADay() {
    try (EmbeddedStore store = open()) {
      storeOneThatExpiresIn(store, Duration.ofDays(30));
      assertThat(expire(store, Duration.ZERO)).isZero();
      runs(Duration.ofMinutes(10));

      assertThat(expire(store, A_YEAR)).isZero();
      runs(Duration.ofHours(23));
      assertThat(expire(store, A_YEAR.plusHours(23))).isZero();
      runs(Duration.ofHours(2));
      assertThat(expire(store, A_YEAR.plusHours(25))).isEqualTo(1);
    }
  }

  @Test
  void aClockThatIsPutRightAgainHasDoneNoHarm() {
    try (EmbeddedStore store = open()) {
      storeOneThatExpiresIn(store, Duration.ofHours(5));
      storeOneThatExpiresIn(store, Duration.ofDays(30));
      assertThat(expire(store, Duration.ZERO)).isZero();
      assertThat(expire(store, A_YEAR)).isZero();
      assertThat(store.mailboxes().peek(device(1), 0, 10, NOW.plus(A_YEAR))).isEmpty();
      runs(Duration.ofHours(6));

      assertThat(expire(store, Duration.ofHours(6))).isEqualTo(1);

      assertThat(store.mailboxes().peek(device(1), 0, 10, NOW)).hasSize(1);
    }
  }

  @Test
  void whileALeapIsNotBelievedTimeGoesOnAsTheMachineRuns() {
    try (EmbeddedStore store = open()) {
      storeOneThatExpiresIn(store, Duration.ofHours(5));
      assertThat(expire(store, Duration.ZERO)).isZero();
      assertThat(expire(store, A_YEAR)).isZero();
      runs(Duration.ofHours(5));

      assertThat(expire(store, A_YEAR.plusHours(5))).isEqualTo(1);
    }
  }

  @Test
  void aRestartDoesNotHelpAWrongClock() {
    try (EmbeddedStore store = open()) {
      storeOneThatExpiresIn(store, Duration.ofDays(30));
      assertThat(expire(store, Duration.ZERO)).isZero();
    }
    try (EmbeddedStore store = open()) {
      assertThat(expire(store, A_YEAR)).isZero();
      assertThat(Stores.ids(store, device(1))).hasSize(1);
    }
  }

  @Test
  void aClockThatIsPutBackBreaksNothing() {
    try (EmbeddedStore store = open()) {
      storeOneThatExpiresIn(store, Duration.ofHours(5));
      assertThat(expire(store, Duration.ZERO)).isZero();

      assertThat(expire(store, A_YEAR.negated())).isZero();

      storeOneThatExpiresIn(store, Duration.ofHours(6));
      assertThat(Stores.ids(store, device(1))).hasSize(2);
    }
  }

  @Test
  void anHourThatCannotBeReadIsAsNone() throws IOException {
    try (EmbeddedStore store = open()) {
      storeOneThatExpiresIn(store, Duration.ofHours(5));
      assertThat(expire(store, Duration.ZERO)).isZero();
    }
    Files.writeString(folder.resolve("mailboxes/hour"), "soon");

    try (EmbeddedStore store = open()) {
      assertThat(expire(store, Duration.ofHours(5))).isEqualTo(1);
    }
  }

  private EmbeddedStore open() {
    return EmbeddedStore.open(
        folder, Stores.settings(MailboxLimits.DEFAULTS), Disk.REAL, nanos::get);
  }

  private void runs(Duration time) {
    long _ = nanos.addAndGet(time.toNanos());
  }

  private static long expire(EmbeddedStore store, Duration after) {
    return store.mailboxes().expire(NOW.plus(after));
  }

  private static void storeOneThatExpiresIn(EmbeddedStore store, Duration time) {
    Instant at = NOW.plus(time);
    long _ = Stores.store(store, Examples.envelope(device(1), at.getEpochSecond(), 1 << 10, at));
  }
}
