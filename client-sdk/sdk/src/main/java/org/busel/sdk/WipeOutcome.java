package org.busel.sdk;

/// What became of a wipe.
public sealed interface WipeOutcome {
  /// Everything is gone.
  record Wiped() implements WipeOutcome {}

  /// There was no profile in the folder.
  record NoProfile() implements WipeOutcome {}
}
