package org.busel.triage.own;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.busel.triage.learn.LogisticRegression;
import org.busel.triage.model.Correction;

/// A correction fitted on some examples. The model's own answer is where every fit starts and where its penalty pulls
/// it back to.
record Fit(Learnt.Kind kind, Correction correction) {
  private static final int ITERATIONS = 60;
  private static final double SURENESS_PENALTY = 2;
  private static final int FEWEST_TEXTS = 2;

  /// A way to fit.
  ///
  /// @param wordPenalty half the weight of the squared norm of the words' weights; unused for other kinds
  record Way(Learnt.Kind kind, double wordPenalty) {
    /// Simplest first.
    static final List<Way> ALL =
        List.of(
            new Way(Learnt.Kind.NONE, 0),
            new Way(Learnt.Kind.SHARE, 0),
            new Way(Learnt.Kind.SURENESS, 0),
            new Way(Learnt.Kind.WORDS, 4),
            new Way(Learnt.Kind.WORDS, 1),
            new Way(Learnt.Kind.WORDS, 0.25));
  }

  static Fit of(Way way, List<Example> examples) {
    int n = examples.size();
    double positive = examples.stream().filter(Example::manipulative).count();
    // Half a text of each kind keeps the share off 0 and 1.
    double share = (positive + 0.5) / (n + 1);
    double stretch = 1;
    double shift = 0;
    if (way.kind() != Learnt.Kind.NONE) {
      boolean sure = way.kind() != Learnt.Kind.SHARE;
      float[] weights = sureness(examples, sure);
      stretch = sure ? Math.max(0.05, 1 + weights[0]) : 1;
      shift = weights[weights.length - 1];
    }
    if (way.kind() != Learnt.Kind.WORDS)
      return new Fit(way.kind(), new Correction(stretch, shift, share, new int[0], new float[0]));
    return new Fit(way.kind(), words(examples, way.wordPenalty(), stretch, shift, share));
  }

  /// What the examples add to the log-odds: a stretch, if it may be moved, and a shift.
  private static float[] sureness(List<Example> examples, boolean stretch) {
    int n = examples.size();
    var indices = new int[n][];
    var values = new float[n][];
    var offsets = new float[n];
    for (int i = 0; i < n; i++) {
      float logit = (float) examples.get(i).logit();
      indices[i] = stretch ? new int[] {0} : new int[0];
      values[i] = stretch ? new float[] {logit} : new float[0];
      offsets[i] = logit;
    }
    return LogisticRegression.fit(
        new LogisticRegression.Examples(indices, values, labels(examples), ones(n), offsets),
        stretch ? 1 : 0,
        SURENESS_PENALTY,
        ITERATIONS);
  }

  private static Correction words(
      List<Example> examples, double penalty, double stretch, double shift, double share) {
    int[] features = seenTwice(examples);
    Map<Integer, Integer> place = new HashMap<>();
    for (int k = 0; k < features.length; k++) place.put(features[k], k);
    int n = examples.size();
    var indices = new int[n][];
    var values = new float[n][];
    var offsets = new float[n];
    for (int i = 0; i < n; i++) {
      int[] all = examples.get(i).row().indices();
      var own = new int[all.length];
      var value = new float[all.length];
      int found = 0;
      for (int k = 0; k < all.length; k++) {
        Integer at = place.get(all[k]);
        if (at == null) continue;
        own[found] = at;
        value[found++] = examples.get(i).row().values()[k];
      }
      indices[i] = Arrays.copyOf(own, found);
      values[i] = Arrays.copyOf(value, found);
      offsets[i] = (float) (stretch * examples.get(i).logit() + shift);
    }
    float[] fitted =
        LogisticRegression.fit(
            new LogisticRegression.Examples(indices, values, labels(examples), ones(n), offsets),
            features.length,
            penalty,
            ITERATIONS);
    return heaviest(features, fitted, stretch, shift + fitted[features.length], share);
  }

  private static Correction heaviest(
      int[] features, float[] fitted, double stretch, double shift, double share) {
    var order = new ArrayList<Integer>();
    for (int k = 0; k < features.length; k++) if (fitted[k] != 0) order.add(k);
    order.sort(
        Comparator.<Integer>comparingDouble(k -> -Math.abs(fitted[k])).thenComparing(k -> k));
    List<Integer> kept = order.subList(0, Math.min(order.size(), Correction.MOST_FEATURES));
    int[] places = kept.stream().mapToInt(k -> k).sorted().toArray();
    var own = new int[places.length];
    var weights = new float[places.length];
    for (int i = 0; i < places.length; i++) {
      own[i] = features[places[i]];
      weights[i] = fitted[places[i]];
    }
    return new Correction(stretch, shift, share, own, weights);
  }

  /// Features of at least two texts, ascending. What one text alone has says nothing about the next.
  private static int[] seenTwice(List<Example> examples) {
    Map<Integer, Integer> texts = new TreeMap<>();
    for (Example example : examples)
      for (int index : example.row().indices()) texts.merge(index, 1, Integer::sum);
    return texts.entrySet().stream()
        .filter(e -> e.getValue() >= FEWEST_TEXTS)
        .mapToInt(Map.Entry::getKey)
        .toArray();
  }

  private static float[] labels(List<Example> examples) {
    var labels = new float[examples.size()];
    for (int i = 0; i < labels.length; i++) labels[i] = examples.get(i).manipulative() ? 1 : 0;
    return labels;
  }

  private static float[] ones(int n) {
    var ones = new float[n];
    Arrays.fill(ones, 1);
    return ones;
  }
}
