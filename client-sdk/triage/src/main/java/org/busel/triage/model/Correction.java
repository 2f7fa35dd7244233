package org.busel.triage.model;

import java.util.Arrays;

/// Corrects the log-odds of one text: stretched, shifted, and moved by the few features that a newsroom's labels spoke
/// about.
///
/// @param stretch of the model's own log-odds; 1 leaves them
/// @param shift added to them
/// @param baseRate share of manipulative texts among those it was learnt on, above 0 and below 1
/// @param features in ascending order, each below [Weighing#FEATURES]
/// @param weights of these features
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Correction(
    double stretch, double shift, double baseRate, int[] features, float[] weights) {
  /// Most features of a correction; the heaviest are kept.
  public static final int MOST_FEATURES = 8_192;

  public Correction {
    if (!Double.isFinite(stretch) || !Double.isFinite(shift))
      throw new IllegalArgumentException("not a number");
    if (!(baseRate > 0 && baseRate < 1))
      throw new IllegalArgumentException("base rate " + baseRate);
    if (features.length != weights.length || features.length > MOST_FEATURES)
      throw new IllegalArgumentException(features.length + " features");
    for (int i = 0; i < features.length; i++) {
      boolean ordered = features[i] >= 0 && (i == 0 || features[i] > features[i - 1]);
      if (!ordered || features[i] >= Weighing.FEATURES || !Float.isFinite(weights[i]))
        throw new IllegalArgumentException("feature " + i);
    }
  }

  /// The corrected log-odds.
  ///
  /// @param logit what the model says
  /// @param row the whole text
  public double logit(double logit, Row row) {
    double sum = stretch * logit + shift;
    for (int i = 0; i < row.indices().length; i++) {
      int at = Arrays.binarySearch(features, row.indices()[i]);
      if (at >= 0) sum += weights[at] * row.values()[i];
    }
    return sum;
  }
}
