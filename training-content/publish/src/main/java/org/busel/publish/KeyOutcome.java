package org.busel.publish;

/// What became of making or unlocking a signing key.
public sealed interface KeyOutcome {
  /// Here it is; the caller closes it.
  record Ready(SigningKey key) implements KeyOutcome {}

  /// There is a file already where the key should be written.
  record FileExists() implements KeyOutcome {}

  /// There is no file.
  record NoFile() implements KeyOutcome {}

  /// The passphrase opens nothing in it.
  record WrongPassphrase() implements KeyOutcome {}

  /// The file is no usable key.
  record NotAKey(String reason) implements KeyOutcome {}
}
