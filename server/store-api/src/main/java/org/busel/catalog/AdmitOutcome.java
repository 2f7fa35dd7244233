package org.busel.catalog;

/// What became of a module version, or of a signed document, that was offered to the catalogue.
public sealed interface AdmitOutcome {
  /// It is what learners get from here on; durable.
  record Admitted() implements AdmitOutcome {}

  /// This very manifest is already current.
  record AlreadyAdmitted() implements AdmitOutcome {}

  /// Refused: a learner never goes back.
  ///
  /// @param current the version that is offered now, at least as high as the refused one
  record NotNewer(int current) implements AdmitOutcome {}
}
