package org.busel.sdk;

/// What a relay's key log was caught at. From then on this device takes no keys from the relay until its owner has looked.
public enum KeyLogTrouble {
  /// It is smaller than it was: the relay was restored from an old backup, or hides what came since.
  SET_BACK,
  /// It does not begin with what was seen before, or with what a contact has seen: the relay shows different people different
  /// things, and has signed both.
  FORKED,
  /// It proves other keys for a contact than the relay gives out, or than it proved before, or nothing at all.
  LIED,
  /// It names keys for this device's own account that are not its own: others may be writing to somebody else.
  OWN_KEYS,
  /// What is shown as the key log is not signed by its key, or its proofs prove nothing.
  UNSIGNED
}
