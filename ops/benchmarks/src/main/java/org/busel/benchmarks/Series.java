package org.busel.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.busel.load.Window;

/// What one server gave in all its turns.
final class Series {
  private final String server;
  private final List<Window> windows = new ArrayList<>();

  Series(String server) {
    this.server = server;
  }

  void add(Window window) {
    windows.add(window);
  }

  /// Median of messages accepted in a second.
  double accepted() {
    return median(Window::acceptedPerSecond);
  }

  double median(ToDoubleFunction<Window> figure) {
    return median(windows.stream().map(figure::applyAsDouble).toList());
  }

  /// The middle one; of an even number, the mean of the two in the middle.
  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  /// Prints the medians, and gives the last line.
  ///
  /// @param series ours first
  static String compare(String workload, String load, List<Series> series) {
    for (Series one : series) {
      System.out.printf(
          "median of %d, %s, %s: %.0f accepted/s, delivered p50 %.2f ms p99 %.2f ms, server cpu"
              + " %.1f µs a message, driver cpu %.1f µs%n",
          one.windows.size(),
          one.server,
          load,
          one.accepted(),
          one.median(window -> Window.millis(window.delivery(), 50)),
          one.median(window -> Window.millis(window.delivery(), 99)),
          one.median(Window::serverMicrosPerMessage),
          one.median(Window::driverMicrosPerMessage));
    }
    Series ours = series.getFirst();
    if (series.size() == 1) {
      return String.format("%s %.0f ratio -", workload, ours.accepted());
    }
    Series peer = series.get(1);
    System.out.printf(
        "cpu of %s / cpu of %s, for a message: %.2f%n",
        peer.server,
        ours.server,
        peer.median(Window::serverMicrosPerMessage) / ours.median(Window::serverMicrosPerMessage));
    return String.format(
        "%s %.0f ratio %.2f", workload, ours.accepted(), ours.accepted() / peer.accepted());
  }
}
