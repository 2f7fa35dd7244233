package org.busel.directory;

/// What became of a request for a place on the relay.
public sealed interface RegisterOutcome {
  /// The account exists, durably, and the invitation is used up. A repeat of the same call answers the same.
  record Registered() implements RegisterOutcome {}

  /// No such invitation was ever made here, or it was revoked.
  record InvitationUnknown() implements RegisterOutcome {}

  /// Somebody has used it before.
  record InvitationUsed() implements RegisterOutcome {}

  /// It was good until its time ran out.
  record InvitationExpired() implements RegisterOutcome {}

  /// The account id is in use; the device must choose another one. The invitation stays good.
  record AccountTaken() implements RegisterOutcome {}
}
