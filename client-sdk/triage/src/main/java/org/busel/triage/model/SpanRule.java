package org.busel.triage.model;

import org.busel.triage.text.Grams;

/// Decides which words are shown: how its sentence, the whole text and the words around it speak for each word.
///
/// @param weights of what [#features] gives, the last for the constant
/// @param threshold probability from which a word is shown
@SuppressWarnings("ArrayRecordComponent") // small, never compared
public record SpanRule(float[] weights, float threshold) {
  /// How many numbers speak for a word.
  public static final int FEATURES = 6;

  /// The numbers that speak for each word of a sentence.
  ///
  /// @param logit the document's log-odds
  public static float[][] features(Measures measures, Grams grams, int sentence, double logit) {
    int from = grams.firstWord(sentence);
    int to = grams.firstWord(sentence + 1);
    var features = new float[to - from][];
    double margin = measures.sentences()[sentence];
    float strongest = 0;
    for (int w = from; w < to; w++) strongest = Math.max(strongest, measures.pulls()[w]);
    for (int w = from; w < to; w++) {
      features[w - from] =
          new float[] {
            (float) margin,
            (float) Math.max(-5, Math.min(5, logit)),
            20
                * mean(measures.pulls(), Math.max(from, w - 1), Math.min(to, w + 2))
                / (to - from < 5 ? 5 : 1),
            5 * mean(measures.pulls(), Math.max(from, w - 4), Math.min(to, w + 5)),
            5 * measures.pulls()[w],
            to - from < 8 ? 1 : 0
          };
    }
    return features;
  }

  private static float mean(float[] pulls, int from, int to) {
    float sum = 0;
    for (int i = from; i < to; i++) sum += pulls[i];
    return sum / (to - from);
  }

  /// Whether each word of a sentence is shown; short gaps are closed and single faint words left out.
  public boolean[] shown(Measures measures, Grams grams, int sentence, double logit) {
    float[][] features = features(measures, grams, sentence, logit);
    var shown = new boolean[features.length];
    for (int w = 0; w < shown.length; w++) shown[w] = margin(features[w]) >= threshold;
    int last = -10;
    for (int w = 0; w < shown.length; w++) {
      if (!shown[w]) continue;
      for (int gap = last + 1; last >= 0 && w - last <= 3 && gap < w; gap++) shown[gap] = true;
      last = w;
    }
    return shown;
  }

  private double margin(float[] features) {
    double sum = weights[FEATURES];
    for (int i = 0; i < FEATURES; i++) sum += weights[i] * features[i];
    return sum;
  }
}
