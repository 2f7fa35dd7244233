package org.busel.sdk;

/// What became of setting or removing a duress passphrase.
public sealed interface DuressOutcome {
  /// Done.
  record Done() implements DuressOutcome {}

  /// The passphrase of the profile is another one.
  record WrongPassphrase() implements DuressOutcome {}

  /// The duress passphrase is that of the profile; it must be another one.
  record SamePassphrase() implements DuressOutcome {}

  /// The relay did not make an account for the decoy. There is no duress passphrase now.
  ///
  /// @param outcome never [JoinOutcome.Joined]
  record NotJoined(JoinOutcome outcome) implements DuressOutcome {}

  /// The folder holds no profile that can be opened.
  record NoProfile() implements DuressOutcome {}

  /// Another process is using the profile.
  record InUse() implements DuressOutcome {}
}
