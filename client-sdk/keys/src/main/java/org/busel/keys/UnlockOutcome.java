package org.busel.keys;

/// What became of an attempt to open a vault file.
public sealed interface UnlockOutcome {
  /// Open; the caller closes it.
  record Unlocked(Vault vault) implements UnlockOutcome {}

  /// The file is whole, but this passphrase opens nothing in it.
  record WrongPassphrase() implements UnlockOutcome {}

  /// There is no file at that path.
  record NoVault() implements UnlockOutcome {}

  /// The file does not begin as a vault does.
  record NotAVault() implements UnlockOutcome {}

  /// A vault once, but bytes are missing, changed or make no sense; only a backup helps.
  record Damaged(String reason) implements UnlockOutcome {}

  /// Written by a later version of this program, which is needed to read it.
  record NewerVersion(int version) implements UnlockOutcome {}
}
