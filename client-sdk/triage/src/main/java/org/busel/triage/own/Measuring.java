package org.busel.triage.own;

import java.util.Arrays;
import java.util.Comparator;

/// The measures of quality over probabilities and labels in one order.
final class Measuring {
  private static final int BINS = 10;

  private Measuring() {}

  /// Share of pairs in which the manipulative text got the higher probability; a tie counts half.
  static double auc(double[] probabilities, boolean[] labels) {
    var order = new Integer[labels.length];
    for (int i = 0; i < order.length; i++) order[i] = i;
    Arrays.sort(order, Comparator.comparingDouble(i -> probabilities[i]));
    double right = 0;
    long below = 0;
    long positives = 0;
    for (int i = 0; i < order.length; ) {
      int from = i;
      int negatives = 0;
      int tied = 0;
      while (i < order.length && probabilities[order[i]] == probabilities[order[from]]) {
        if (labels[order[i++]]) tied++;
        else negatives++;
      }
      right += tied * (below + negatives / 2.0);
      below += negatives;
      positives += tied;
    }
    return positives == 0 || below == 0 ? 0.5 : right / ((double) positives * below);
  }

  static double macroF1(double[] probabilities, boolean[] labels) {
    return (f1(probabilities, labels, true) + f1(probabilities, labels, false)) / 2;
  }

  private static double f1(double[] probabilities, boolean[] labels, boolean kind) {
    int hit = 0;
    int both = 0;
    for (int i = 0; i < labels.length; i++) {
      boolean said = probabilities[i] >= 0.5 == kind;
      boolean is = labels[i] == kind;
      if (said) both++;
      if (is) both++;
      if (said && is) hit++;
    }
    return both == 0 ? 0 : 2.0 * hit / both;
  }

  static double calibrationError(double[] probabilities, boolean[] labels) {
    var apart = new double[BINS];
    for (int i = 0; i < labels.length; i++) {
      int bin = (int) Math.min(BINS - 1, probabilities[i] * BINS);
      apart[bin] += probabilities[i] - (labels[i] ? 1 : 0);
    }
    return Arrays.stream(apart).map(Math::abs).sum() / labels.length;
  }
}
