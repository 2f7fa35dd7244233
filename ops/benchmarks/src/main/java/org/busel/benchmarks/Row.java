package org.busel.benchmarks;

import org.HdrHistogram.Histogram;
import org.busel.load.Window;

/// One window as one line of a table.
final class Row {
  static final String TITLE =
      "server | load | accepted/s | delivered/s | accepted ms p50/p99/p99.9 | delivered ms"
          + " p50/p99/p99.9 | server cpu µs a message | driver cpu µs | disk sync µs";

  private Row() {}

  static void print(String server, String load, Window window, long diskSyncMicros) {
    System.out.printf(
        "%8s | %13s | %8.0f | %8.0f | %s | %s | %6.1f | %5.1f | %5d%s%n",
        server,
        load,
        window.acceptedPerSecond(),
        window.deliveredPerSecond(),
        percentiles(window.acceptance()),
        percentiles(window.delivery()),
        window.serverMicrosPerMessage(),
        window.driverMicrosPerMessage(),
        diskSyncMicros,
        window.refused() > 0 ? " | refused and sent again: " + window.refused() : "");
  }

  private static String percentiles(Histogram micros) {
    return String.format(
        "%7.2f/%7.2f/%7.2f",
        Window.millis(micros, 50), Window.millis(micros, 99), Window.millis(micros, 99.9));
  }
}
