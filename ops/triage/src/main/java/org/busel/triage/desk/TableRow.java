package org.busel.triage.desk;

import java.util.Locale;

/// One line of the table: a figure, its interval, and the bar it is held to.
///
/// @param bar what the figure should reach; NaN when it is only shown
/// @param higherIsBetter which side of the bar is good
record TableRow(String name, Figures.Figure figure, double bar, boolean higherIsBetter) {
  static TableRow atLeast(String name, Figures.Figure figure, double bar) {
    return new TableRow(name, figure, bar, true);
  }

  static TableRow atMost(String name, Figures.Figure figure, double bar) {
    return new TableRow(name, figure, bar, false);
  }

  /// A figure without an interval: a count, a size, a time.
  static Figures.Figure plain(double value) {
    return new Figures.Figure(value, value, value);
  }

  boolean reached() {
    return higherIsBetter ? figure.value() >= bar : figure.value() <= bar;
  }

  String line() {
    String held =
        Double.isNaN(bar)
            ? "shown"
            : String.format(
                Locale.ROOT,
                "%s %.3f %s",
                higherIsBetter ? "≥" : "≤",
                bar,
                reached() ? "reached" : "MISSED");
    return String.format(
        Locale.ROOT,
        "%-58s %8.3f  (%.3f to %.3f)  %s",
        name,
        figure.value(),
        figure.low(),
        figure.high(),
        held);
  }

  String cardLine() {
    String held =
        Double.isNaN(bar)
            ? "-"
            : String.format(Locale.ROOT, "%s %.3f", higherIsBetter ? "≥" : "≤", bar);
    String came = Double.isNaN(bar) ? "-" : reached() ? "reached" : "**missed**";
    return String.format(
        Locale.ROOT,
        "| %s | %.3f | %.3f – %.3f | %s | %s |",
        name,
        figure.value(),
        figure.low(),
        figure.high(),
        held,
        came);
  }
}
