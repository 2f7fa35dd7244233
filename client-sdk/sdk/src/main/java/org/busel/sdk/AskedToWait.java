package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.busel.wire.v1.Refusal;
import org.busel.wire.v1.Request;
import org.busel.wire.v1.Request.CallCase;

/// How long a busy relay has asked to be left alone, for each kind of call and account. Safe for many threads.
///
/// Goes by a clock that nobody sets. Not kept over a restart: a device that has just started may ask once in vain.
final class AskedToWait {
  private static final int MOST = 1_000;
  private static final Duration LONGEST = Duration.ofDays(1); // a hostile relay shall not silence a device

  private final Map<What, Long> untilNanos = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  private record What(CallCase call, ByteString about) {}

  /// Notes what a refusal says about waiting, if it does.
  void heard(Request call, Refusal refusal) {
    long millis = Integer.toUnsignedLong(refusal.getRetryAfterMillis());
    if (millis == 0) {
      return;
    }
    Duration wait = Duration.ofMillis(Math.min(millis, LONGEST.toMillis()));
    if (untilNanos.size() >= MOST) {
      untilNanos.values().removeIf(until -> until - System.nanoTime() <= 0);
    }
    if (untilNanos.size() < MOST) {
      untilNanos.put(what(call), System.nanoTime() + wait.toNanos());
    }
  }

  /// How long a call is still unwelcome; nothing if it may be made.
  Optional<Duration> left(Request call) {
    Long until = untilNanos.get(what(call));
    long left = until == null ? 0 : until - System.nanoTime();
    return left > 0 ? Optional.of(Duration.ofNanos(left)) : Optional.empty();
  }

  /// Waits.
  ///
  /// @return whether the time has passed; not if the device was closed meanwhile
  boolean await(Duration time) {
    try {
      return !closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Nobody waits any more.
  void close() {
    closed.countDown();
  }

  private static What what(Request call) {
    return new What(
        call.getCallCase(),
        switch (call.getCallCase()) {
          case SUBMIT -> call.getSubmit().getAccount();
          case WITHDRAW -> call.getWithdraw().getAccount();
          case FETCH_BUNDLES -> call.getFetchBundles().getAccount();
          default -> ByteString.EMPTY;
        });
  }
}
