package org.busel.triage.own;

/// The model alone and with the newsroom's labels, side by side on the same texts. Every text was answered by a
/// correction that had seen neither it nor anything nearly like it; how much to change was chosen without it too.
///
/// @param texts how many
/// @param manipulative how many of them the newsroom calls so
/// @param gain surprise saved a text, in nats: the mean log-loss before, less that after
/// @param gainLow lower end of the gain's 95 % interval, by bootstrap over groups of nearly equal texts
/// @param gainHigh upper end
public record Comparison(
    int texts,
    int manipulative,
    Quality before,
    Quality after,
    double gain,
    double gainLow,
    double gainHigh) {
  /// How good answers are.
  ///
  /// @param auc how often a manipulative text gets a higher probability than another, 0.5 by chance
  /// @param macroF1 mean F1 of both answers with 0.5 between them
  /// @param calibrationError mean distance between probability and share, over ten bins
  /// @param logLoss mean surprise a text, in nats
  public record Quality(double auc, double macroF1, double calibrationError, double logLoss) {}

  private static final double WORTH_SHOWING = 0.6;
  private static final double ORDER_LOST = 0.01;

  /// Whether the correction may replace the model: chance is an unlikely reason for the gain, manipulative texts are
  /// told from others at all, and not less well than before. Labels that style does not explain would otherwise win by
  /// teaching the model to say nothing.
  public boolean helps() {
    return gainLow > 0 && after.auc() >= WORTH_SHOWING && after.auc() >= before.auc() - ORDER_LOST;
  }
}
