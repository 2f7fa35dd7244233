package org.busel.triage.desk;

import org.busel.triage.model.Language;
import org.busel.triage.model.Measures;

/// A text measured by an expert that was trained without its fold.
record Tried(Prepared text, Measures measures) {
  Language language() {
    return Language.of(text.item().language());
  }

  int fold() {
    return Folds.of(text.item());
  }
}
