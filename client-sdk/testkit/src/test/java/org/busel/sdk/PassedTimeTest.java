package org.busel.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.busel.keys.Secret;
import org.busel.keys.SecretLabel;
import org.busel.sdk.local.LocalStore;
import org.busel.sdk.local.records.StoredProfile;
import org.busel.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassedTimeTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path folder;

  private final Secret key = Secret.random(SecretLabel.LOCAL_STORE, 32, new SecureRandom());
  private final ManualClock wall = ManualClock.at(Instant.parse("2026-05-01T12:00:00Z"));
  private long counted;
  private LocalStore store;
  private PassedTime time;

  @BeforeEach
  void open() {
    store =
        ((LocalStore.Opened.Store) LocalStore.open(folder.resolve("store"), 0, key)).store();
    boolean unused =
        store.transact(
            tx -> {
              tx.profile(StoredProfile.getDefaultInstance()); // a store of ours has one
              return true;
            });
    time = new PassedTime(wall, () -> counted);
  }

  @AfterEach
  void close() {
    store.close();
    key.close();
  }

  @Test
  void timePassesWhileBothClocksRun() {
    long before = now();

    pass(HOUR, HOUR);

    assertThat(now() - before).isEqualTo(HOUR.toMillis());
  }

  @Test
  void aWallClockThatIsSetBackKeepsNothing() {
    long before = now();

    pass(HOUR.multipliedBy(-48), HOUR);
    pass(HOUR, HOUR);

    assertThat(now() - before).isEqualTo(2 * HOUR.toMillis());
  }

  @Test
  void aMachineThatSleptHasSpentTheTime() {
    long before = now();

    pass(HOUR, Duration.ZERO);

    assertThat(now() - before).isEqualTo(HOUR.toMillis());
  }

  @Test
  void anAppThatWasClosedHasSpentTheTime() {
    long before = now();
    pass(HOUR, HOUR);
    long closed = now();

    reopen(HOUR.multipliedBy(3));

    assertThat(now() - before).isEqualTo(4 * HOUR.toMillis());
    assertThat(closed - before).isEqualTo(HOUR.toMillis());
  }

  @Test
  void aClockThatIsSetBackWhileTheAppIsClosedTakesNothingBack() {
    now();
    pass(HOUR, HOUR);
    long closed = now();

    reopen(HOUR.multipliedBy(-1_000));
    assertThat(now()).isEqualTo(closed);
    pass(HOUR, HOUR);

    assertThat(now()).isEqualTo(closed + HOUR.toMillis());
  }

  @Test
  void aWallClockThatRanAheadIsToldOnce() {
    now();
    pass(HOUR.multipliedBy(49), HOUR);
    now();

    assertThat(time.takeJump()).isEqualTo(HOUR.multipliedBy(48));
    assertThat(time.takeJump()).isZero();
  }

  private void reopen(Duration away) {
    store.close();
    wall.advance(away);
    counted = 0;
    open();
  }

  private void pass(Duration byWall, Duration byCount) {
    wall.advance(byWall);
    counted += byCount.toNanos();
    now();
  }

  private long now() {
    return store.transact(time::now);
  }
}
