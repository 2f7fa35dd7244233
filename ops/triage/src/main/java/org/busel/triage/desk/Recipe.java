package org.busel.triage.desk;

import java.util.List;

/// The numbers of a training. Chosen by cross-validation; the README says what was tried.
///
/// @param documentPenalty half the weight of the squared norm for the document head
/// @param sentencePenalty for the sentence head
/// @param techniquePenalty for the technique heads
/// @param news how much a news article counts against a post
/// @param translated how much a machine-translated post counts against a post
/// @param style what one standard deviation of a measure of style is worth, against 1 for all words together
/// @param summary what one standard deviation of a number of the sentences' summary is worth, likewise
record Recipe(
    double documentPenalty,
    double sentencePenalty,
    double techniquePenalty,
    double news,
    double translated,
    double style,
    double summary) {
  /// For Belarusian, Russian and Ukrainian together.
  static final Recipe EAST_SLAVIC = new Recipe(0.125, 0.5, 0.125, 1, 0.6, 0.1, 0);

  /// For English; which of them is used is chosen inside each training, by folds of what it trains on.
  static final List<Recipe> ENGLISH =
      List.of(english(0.06, 0.05), english(0.06, 0.1), english(0.125, 0.05), english(0.125, 0.1));

  private static Recipe english(double penalty, double summary) {
    return new Recipe(penalty, 0.5, 0.125, 1, 1, 0.03, summary);
  }
}
