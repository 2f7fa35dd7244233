package org.busel.load;

import org.HdrHistogram.Histogram;

/// What one window of a run gave.
///
/// @param accepted messages that the server accepted in it
/// @param delivered messages that receivers got in it
/// @param refused messages that the server did not take at once
/// @param serverCpuMicros processor time of the server in it
/// @param driverCpuMicros processor time of the driver in it
/// @param acceptance from when a message was due to its acceptance, in microseconds
/// @param delivery from when a message was due to its arrival, in microseconds
public record Window(
    long accepted,
    long delivered,
    long refused,
    double seconds,
    long serverCpuMicros,
    long driverCpuMicros,
    Histogram acceptance,
    Histogram delivery) {
  /// Messages accepted in a second.
  public double acceptedPerSecond() {
    return accepted / seconds;
  }

  /// Messages delivered in a second.
  public double deliveredPerSecond() {
    return delivered / seconds;
  }

  /// Processor time of the server for each message, in microseconds.
  public double serverMicrosPerMessage() {
    return (double) serverCpuMicros / Math.max(1, accepted);
  }

  /// Processor time of the driver for each message, in microseconds.
  public double driverMicrosPerMessage() {
    return (double) driverCpuMicros / Math.max(1, accepted);
  }

  /// A percentile in milliseconds.
  public static double millis(Histogram micros, double percentile) {
    return micros.getValueAtPercentile(percentile) / 1e3;
  }
}
