package org.busel.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AutoLockTest {
  private final AtomicLong nanos = new AtomicLong(1);
  private final AtomicInteger locked = new AtomicInteger();

  @Test
  void aDeviceIsLockedOnceWhenItsOwnerHasBeenAwayForSoLongAndNotBefore() {
    try (AutoLock lock =
        AutoLock.started(Duration.ofHours(1), nanos::get, locked::incrementAndGet)) {
      nanos.addAndGet(Duration.ofMinutes(59).toNanos());
      assertThat(lock.isDue()).isFalse();
      lock.used();
      nanos.addAndGet(Duration.ofMinutes(59).toNanos());
      assertThat(lock.isDue()).isFalse();
      assertThat(locked).hasValue(0);

      nanos.addAndGet(Duration.ofMinutes(1).toNanos());
      lock.look();

      await().untilAsserted(() -> assertThat(locked).hasValue(1));
      lock.look();
    }
    assertThat(locked).hasValue(1);
  }
}
