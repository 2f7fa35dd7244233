package org.busel.triage.model;

/// Turns what the heads say about a document into a probability for one language.
///
/// @param weights of what [#features] gives, in that order
/// @param shift added to all
/// @param baseRate share of positive texts in what the calibration was fitted on, 0 to 1
/// @param few below this probability a text has few markers
/// @param some from this probability it has some
/// @param many from this probability it has many; between `few` and `some` nothing can be said
@SuppressWarnings("ArrayRecordComponent") // small, never compared
public record Calibration(
    double[] weights, double shift, double baseRate, double few, double some, double many) {
  /// How many numbers speak for a text.
  public static final int FEATURES = 7;

  private static final double USUAL_LENGTH = 4;

  public Calibration {
    if (weights.length != FEATURES) throw new IllegalArgumentException(weights.length + " weights");
    if (!(baseRate > 0 && baseRate < 1))
      throw new IllegalArgumentException("base rate " + baseRate);
    if (!(few <= some && some <= many))
      throw new IllegalArgumentException("levels are out of order");
  }

  /// What speaks for a text: the document head; the sentences' mean; how much it reads like a news report; the share of
  /// sentences above 0 and the margin that four in five stay below; the share of unknown words; and the document head
  /// once more, stronger for longer texts, which give more evidence. Length alone never speaks.
  public static double[] features(Measures m) {
    double length = StrictMath.log(m.words() + 5.0) - USUAL_LENGTH;
    return new double[] {
      m.document(),
      m.meanSentence(),
      m.reportLikeness(),
      m.shareAbove(0),
      m.summary()[Measures.HIGH],
      m.unknown(),
      m.document() * length
    };
  }

  /// The log-odds of the text.
  public double logit(Measures measures) {
    double[] features = features(measures);
    double sum = shift;
    for (int i = 0; i < FEATURES; i++) sum += weights[i] * features[i];
    return sum;
  }
}
