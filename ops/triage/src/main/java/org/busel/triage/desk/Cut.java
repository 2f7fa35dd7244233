package org.busel.triage.desk;

import java.util.Arrays;
import java.util.Comparator;

/// The threshold with the best F1.
record Cut(double threshold, double f1) {
  /// @param missed positives that no threshold can reach
  static Cut best(double[] scores, float[] labels, int missed) {
    var order = new Integer[scores.length];
    for (int i = 0; i < order.length; i++) order[i] = i;
    Arrays.sort(order, Comparator.comparingDouble(i -> -scores[i]));
    double positives = missed;
    for (float label : labels) positives += label;
    double best = -1;
    double threshold = Double.MAX_VALUE;
    double hits = 0;
    for (int i = 0; i < order.length; i++) {
      hits += labels[order[i]];
      double f1 = 2 * hits / (i + 1 + positives);
      if (f1 > best) {
        best = f1;
        threshold = scores[order[i]];
      }
    }
    return new Cut(threshold, best);
  }
}
