package org.busel.triage;

import java.util.Optional;
import org.busel.triage.model.Language;

/// What came of reviewing a text.
public sealed interface Review {
  /// The style can be placed: show the level together with the evidence.
  record Reviewed(Level level, Findings findings) implements Review {}

  /// No level can be given: say so, and why. Findings are there when the language could be read; show them as
  /// places to look at, never as a level.
  record Abstained(Reason reason, Language language, Optional<Findings> findings)
      implements Review {}

  /// Why there is no level.
  enum Reason {
    /// Fewer than [Triage#FEWEST_CHARACTERS] characters are the author's own.
    TOO_SHORT,
    /// The model does not know the language, or it cannot be told.
    UNSUPPORTED_LANGUAGE,
    /// Most words were not seen in training.
    MOSTLY_UNKNOWN_WORDS,
    /// The probability is in the zone where the model is wrong too often.
    GREY_ZONE,
    /// The text as a whole and its sentences say different things.
    SENTENCES_DISAGREE
  }
}
