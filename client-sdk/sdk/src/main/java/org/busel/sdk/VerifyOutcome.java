package org.busel.sdk;

import org.busel.sdk.session.SafetyNumber;

/// What became of saying "I compared this number".
public sealed interface VerifyOutcome {
  /// The identity that was trusted all along is verified; a change that the relay claimed is dismissed.
  record Verified(Contact contact) implements VerifyOutcome {}

  /// The number that was seen is not the present one; compare again.
  record NotTheSame(SafetyNumber now) implements VerifyOutcome {}

  /// The contact is no longer there.
  record NoSuchContact() implements VerifyOutcome {}
}
