package org.busel.sdk;

/// What a duress passphrase does beside opening the decoy.
public enum DuressEffect {
  /// Nothing: the real passphrase opens the real profile as before.
  SPARE,
  /// It destroys the keys of the real profile. Whoever made a copy of the disk before can still open that copy, if they
  /// get the real passphrase.
  DESTROY
}
