package org.busel.store.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.busel.mailbox.AppendCallback;
import org.busel.mailbox.AppendOutcome;
import org.busel.store.StoreUnavailableException;

/// Remembers what it was told, in that order. Safe for many threads.
public final class RecordingCallback implements AppendCallback {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<AppendOutcome> outcomes = new ArrayList<>(); // guarded by itself
  private final List<StoreUnavailableException> failures = new ArrayList<>(); // guarded by outcomes
  private final CountDownLatch missing;

  /// @param expected as often it will be told something
  public RecordingCallback(int expected) {
    this.missing = new CountDownLatch(expected);
  }

  @Override
  public void settled(AppendOutcome outcome) {
    synchronized (outcomes) {
      outcomes.add(outcome);
    }
    missing.countDown();
  }

  @Override
  public void unavailable(StoreUnavailableException cause) {
    synchronized (outcomes) {
      failures.add(cause);
    }
    missing.countDown();
  }

  /// Waits until everything has come, and returns the outcomes.
  public List<AppendOutcome> all() throws InterruptedException {
    awaitAll();
    synchronized (outcomes) {
      return List.copyOf(outcomes);
    }
  }

  /// Waits until everything has come, and returns the failures.
  public List<StoreUnavailableException> failures() throws InterruptedException {
    awaitAll();
    synchronized (outcomes) {
      return List.copyOf(failures);
    }
  }

  private void awaitAll() throws InterruptedException {
    if (!missing.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the store said nothing about " + missing.getCount() + " envelopes");
    }
  }
}
