package org.busel.benchmarks;

import org.HdrHistogram.Histogram;

/// What the senders and receivers of one run count. On the driver's event loop only.
final class Load {
  private static final long LONGEST_MICROS = 60_000_000L;

  private final Histogram acceptance = new Histogram(LONGEST_MICROS, 3);
  private long sent;
  private long accepted;
  private long delivered;
  private long refused;
  private long acceptedBefore;
  private long deliveredBefore;
  private boolean measuring;
  private boolean stopped;

  /// Counts from here on.
  void measure() {
    measuring = true;
    acceptedBefore = accepted;
    deliveredBefore = delivered;
  }

  /// What was counted since [#measure]; senders stop.
  Counts stop() {
    measuring = false;
    stopped = true;
    return new Counts(accepted - acceptedBefore, delivered - deliveredBefore, acceptance.copy());
  }

  /// Whether senders should go on.
  boolean isRunning() {
    return !stopped;
  }

  void sent() {
    sent++;
  }

  void accepted(long latencyNanos) {
    accepted++;
    if (measuring) {
      acceptance.recordValue(Math.min(LONGEST_MICROS, latencyNanos / 1_000));
    }
  }

  void refused() {
    refused++;
  }

  void delivered() {
    delivered++;
  }

  /// Messages that the relay has accepted and no receiver has seen.
  long onTheWay() {
    return accepted - delivered;
  }

  /// Messages that were sent and not answered.
  long unanswered() {
    return sent - accepted - refused;
  }

  /// Messages that the relay did not take at once; they were sent again.
  long refusals() {
    return refused;
  }

  /// What one window of a run gave.
  ///
  /// @param acceptance from sending to acceptance, in microseconds
  record Counts(long accepted, long delivered, Histogram acceptance) {}
}
