package org.busel.keys;

/// What a secret is for. A secret is stored and lent under exactly one label, so that no key serves two purposes.
///
/// A vault keeps secrets of labels that this version does not know.
public enum SecretLabel {
  /// Seed of the Ed25519 key that logs the device in, 32 bytes; see [LoginKey].
  LOGIN_KEY(1),
  /// The device's identity, opaque here: the session room makes and reads it.
  IDENTITY(2),
  /// Key under which the local store encrypts every value, 32 bytes.
  LOCAL_STORE(3),
  /// Seed of the Ed25519 key by which a trainer, or the curriculum board, signs, 32 bytes.
  SIGNING_KEY(4),
  /// Key of the [SealedFile]s with a newsroom's own labels and what was learnt from them, 32 bytes.
  OWN_LABELS(6),
  /// Where the rest of a profile lies and which slot is left alone, 2 bytes; [Vault] makes and reads it.
  PLACE(7),
  /// Key that opens a profile's backups, 32 bytes; see [RecoveryPhrase].
  RECOVERY(8),
  /// Seed of the Ed25519 key by which a member changes one desk, 32 bytes; see [DeskKey]. Never in a vault.
  DESK_KEY(10);

  private final int code;

  SecretLabel(int code) {
    this.code = code;
  }

  /// The number that stands in a vault file; never reused.
  int code() {
    return code;
  }
}
