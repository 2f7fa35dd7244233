package org.busel.triage.own;

import java.util.Set;
import org.busel.triage.model.Correction;
import org.busel.triage.model.Language;

/// What the labels in the languages of one expert came to.
public sealed interface Learnt {
  /// The languages that were labelled.
  Set<Language> languages();

  /// The correction answers better than the model alone on labels that it had not seen; use it.
  record Helps(Set<Language> languages, Kind kind, Comparison comparison, Correction correction)
      implements Learnt {}

  /// It does not answer better, or chance could have done as much; stay with the model alone.
  record DoesNotHelp(Set<Language> languages, Comparison comparison) implements Learnt {}

  /// There are too few labels to say.
  ///
  /// @param manipulative labels that say so and can be used
  /// @param other labels that say the opposite and can be used
  record TooFew(Set<Language> languages, int manipulative, int other) implements Learnt {}

  /// How much a correction changes.
  enum Kind {
    /// Nothing.
    NONE,
    /// Only how common manipulative texts are.
    SHARE,
    /// That, and how sure the model is.
    SURENESS,
    /// Both, and the weight of words.
    WORDS
  }
}
