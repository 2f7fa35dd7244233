package org.busel.triage.desk;

import java.util.Optional;
import org.busel.triage.Findings;
import org.busel.triage.Level;
import org.busel.triage.Review;

/// A text and what a model that has not seen it said.
record Outcome(Prepared text, Review review) {
  Item item() {
    return text.item();
  }

  Optional<Findings> findings() {
    if (review instanceof Review.Reviewed reviewed) return Optional.of(reviewed.findings());
    return review instanceof Review.Abstained abstained ? abstained.findings() : Optional.empty();
  }

  /// The probability; one half when the language could not be read.
  double probability() {
    return findings().map(Findings::probability).orElse(0.5);
  }

  boolean reviewed() {
    return review instanceof Review.Reviewed;
  }

  boolean many() {
    return review instanceof Review.Reviewed reviewed && reviewed.level() == Level.MANY;
  }

  boolean few() {
    return review instanceof Review.Reviewed reviewed && reviewed.level() == Level.FEW;
  }
}
