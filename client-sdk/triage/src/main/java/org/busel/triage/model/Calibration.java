package org.busel.triage.model;

/// Turns the margins of a document into a probability for one language.
///
/// @param document weight of the document head's margin
/// @param sentences weight of the sentences' mean margin
/// @param report weight of how much the text reads like a news report
/// @param shift added to all
/// @param baseRate share of positive texts in what the calibration was fitted on, 0 to 1
/// @param few below this probability a text has few markers
/// @param some from this probability it has some
/// @param many from this probability it has many; between `few` and `some` nothing can be said
public record Calibration(
    double document,
    double sentences,
    double report,
    double shift,
    double baseRate,
    double few,
    double some,
    double many) {
  public Calibration {
    if (!(baseRate > 0 && baseRate < 1))
      throw new IllegalArgumentException("base rate " + baseRate);
    if (!(few <= some && some <= many))
      throw new IllegalArgumentException("levels are out of order");
  }

  /// The log-odds of the text.
  public double logit(Measures measures) {
    return document * measures.document()
        + sentences * measures.meanSentence()
        + report * measures.reportLikeness()
        + shift;
  }
}
