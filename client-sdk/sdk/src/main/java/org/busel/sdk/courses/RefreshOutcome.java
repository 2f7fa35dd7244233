package org.busel.sdk.courses;

import org.busel.format.TrustFault;

/// What became of asking what is current. Whatever it is: what is on the device can still be read.
public sealed interface RefreshOutcome {
  /// The badges of all modules on this device say what is so now.
  record Refreshed() implements RefreshOutcome {}

  /// This device knows no root to go by.
  record NoAnchor() implements RefreshOutcome {}

  /// What the source says is not to be believed, or too old.
  record Refused(TrustFault why) implements RefreshOutcome {}

  /// The source did not answer.
  record Interrupted(String reason) implements RefreshOutcome {}
}
