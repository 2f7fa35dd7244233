package org.busel.relay.limits;

import java.time.Duration;
import java.util.function.LongSupplier;

/// A clock that stands still until a test moves it.
final class NanosByHand implements LongSupplier {
  private long nanos = -5_000_000_000L; // System.nanoTime may begin anywhere

  @Override
  public long getAsLong() {
    return nanos;
  }

  void pass(Duration time) {
    nanos += time.toNanos();
  }
}
