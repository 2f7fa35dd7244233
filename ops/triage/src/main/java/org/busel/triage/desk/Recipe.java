package org.busel.triage.desk;

/// The numbers of a training. Chosen by cross-validation; the README says what was tried.
///
/// @param documentPenalty half the weight of the squared norm for the document head
/// @param sentencePenalty for the sentence head
/// @param techniquePenalty for the technique heads
/// @param news how much a news article counts against a post
/// @param translated how much a machine-translated post counts against a post
/// @param style what one standard deviation of a measure of style is worth, against 1 for all words together
record Recipe(
    double documentPenalty,
    double sentencePenalty,
    double techniquePenalty,
    double news,
    double translated,
    double style) {
  /// For Belarusian, Russian and Ukrainian together.
  static final Recipe EAST_SLAVIC = new Recipe(0.125, 0.5, 0.125, 1, 0.6, 0.1);

  /// For English.
  static final Recipe ENGLISH = new Recipe(0.125, 0.5, 0.125, 1, 1, 0.03);
}
