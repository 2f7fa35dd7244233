package org.busel.triage.desk;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/// The measures of quality, each over parallel arrays of scores and labels.
final class Figures {
  private static final int DRAWS = 300;
  private static final int BINS = 10;

  /// Scores with what people said, in one order.
  @SuppressWarnings("ArrayRecordComponent") // large and never compared
  record Scored(double[] scores, boolean[] labels) {
    Scored drawn(Random random) {
      var s = new double[scores.length];
      var l = new boolean[scores.length];
      for (int i = 0; i < s.length; i++) {
        int k = random.nextInt(s.length);
        s[i] = scores[k];
        l[i] = labels[k];
      }
      return new Scored(s, l);
    }
  }

  /// A figure with its 95 % interval.
  record Figure(double value, double low, double high) {}

  private Figures() {}

  /// The figure and its interval by bootstrap over texts, with a fixed seed.
  static Figure withInterval(Scored scored, ToDoubleFunction<Scored> figure) {
    var random = new Random(17);
    var draws = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) draws[i] = figure.applyAsDouble(scored.drawn(random));
    Arrays.sort(draws);
    return new Figure(
        figure.applyAsDouble(scored), draws[(int) (DRAWS * 0.025)], draws[(int) (DRAWS * 0.975)]);
  }

  /// Probability that a positive scores above a negative.
  static double auc(Scored scored) {
    double[] s = scored.scores();
    var order = new Integer[s.length];
    for (int i = 0; i < order.length; i++) order[i] = i;
    Arrays.sort(order, Comparator.comparingDouble(i -> s[i]));
    double ranks = 0;
    long positives = 0;
    for (int i = 0; i < order.length; ) {
      int from = i;
      while (i < order.length && s[order[i]] == s[order[from]]) i++;
      for (int k = from; k < i; k++) {
        if (!scored.labels()[order[k]]) continue;
        ranks += (from + i + 1) / 2.0;
        positives++;
      }
    }
    return (ranks - positives * (positives + 1) / 2.0)
        / (positives * (double) (s.length - positives));
  }

  /// Mean of the F1 of both classes with a score of at least `threshold` as positive.
  static double macroF1(Scored scored, double threshold) {
    return (f1(scored, threshold, true) + f1(scored, threshold, false)) / 2;
  }

  /// F1 of one class.
  static double f1(Scored scored, double threshold, boolean positive) {
    int hit = 0;
    int said = 0;
    int are = 0;
    for (int i = 0; i < scored.scores().length; i++) {
      boolean says = scored.scores()[i] >= threshold == positive;
      boolean is = scored.labels()[i] == positive;
      if (says) said++;
      if (is) are++;
      if (says && is) hit++;
    }
    return said + are == 0 ? 0 : 2.0 * hit / (said + are);
  }

  /// Mean distance between what was said and what was so, over ten bins of equal width.
  static double calibrationError(Scored scored) {
    var sum = new double[BINS];
    var positive = new double[BINS];
    for (int i = 0; i < scored.scores().length; i++) {
      int bin = (int) Math.min(BINS - 1, scored.scores()[i] * BINS);
      sum[bin] += scored.scores()[i];
      if (scored.labels()[i]) positive[bin]++;
    }
    double error = 0;
    for (int b = 0; b < BINS; b++) error += Math.abs(sum[b] - positive[b]);
    return error / scored.scores().length;
  }

  /// Share of scores that are 1; for figures that are plain shares.
  static double share(Scored scored) {
    return Arrays.stream(scored.scores()).average().orElse(0);
  }
}
