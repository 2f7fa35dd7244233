package org.busel.load;

import org.HdrHistogram.Histogram;

/// What all pairs of one run count together. On the loop only.
final class Tally {
  private static final long LONGEST_MICROS = 120_000_000L;

  private final Histogram acceptance = new Histogram(LONGEST_MICROS, 3);
  private final Histogram delivery = new Histogram(LONGEST_MICROS, 3);
  private long accepted;
  private long delivered;
  private long refused;
  private long acceptedBefore;
  private long deliveredBefore;
  private long refusedBefore;
  private boolean measuring;

  void accepted(long nanos) {
    accepted++;
    if (measuring) {
      acceptance.recordValue(micros(nanos));
    }
  }

  void delivered(long nanos) {
    delivered++;
    if (measuring) {
      delivery.recordValue(micros(nanos));
    }
  }

  void refused() {
    refused++;
  }

  /// Counts from here on.
  void begin() {
    measuring = true;
    acceptedBefore = accepted;
    deliveredBefore = delivered;
    refusedBefore = refused;
    acceptance.reset();
    delivery.reset();
  }

  /// What was counted since [#begin].
  Window end(double seconds, long serverCpuMicros, long driverCpuMicros) {
    measuring = false;
    return new Window(
        accepted - acceptedBefore,
        delivered - deliveredBefore,
        refused - refusedBefore,
        seconds,
        serverCpuMicros,
        driverCpuMicros,
        acceptance.copy(),
        delivery.copy());
  }

  long accepted() {
    return accepted;
  }

  long delivered() {
    return delivered;
  }

  private static long micros(long nanos) {
    return Math.clamp(nanos / 1_000, 0, LONGEST_MICROS);
  }
}
