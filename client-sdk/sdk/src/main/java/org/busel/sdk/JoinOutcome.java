package org.busel.sdk;

/// What became of joining a relay. Unless it is [Joined], no profile was made.
public sealed interface JoinOutcome {
  /// The account exists on the relay and the profile on disk; the caller closes the device.
  record Joined(Device device) implements JoinOutcome {}

  /// The relay never made such an invitation, or has revoked it; ask the operator for another.
  record InvitationUnknown() implements JoinOutcome {}

  /// Somebody used it before; ask the operator for another, and who used this one.
  record InvitationUsed() implements JoinOutcome {}

  /// Its time ran out; ask the operator for another.
  record InvitationExpired() implements JoinOutcome {}

  /// Nothing answered; the invitation may still be good, so join again later with the same folder and link.
  ///
  /// @param reason for people, without addresses
  record RelayUnreachable(String reason) implements JoinOutcome {}

  /// Something answered that cannot prove to be the relay of the invitation; do not go on over this network.
  ///
  /// @param reason for people
  record RelayNotTrusted(String reason) implements JoinOutcome {}

  /// The relay no longer speaks this version; update the app.
  record VersionTooOld() implements JoinOutcome {}

  /// The folder holds a profile already.
  record ProfileExists() implements JoinOutcome {}

  /// The folder holds a join that was cut off, made under another passphrase.
  record WrongPassphrase() implements JoinOutcome {}

  /// Another process is using the folder.
  record InUse() implements JoinOutcome {}
}
