package org.busel.format;

/// The version of a document that was accepted last: what a device remembers so that nobody can lead it back.
///
/// @param version 1 or more, or 0 for "none yet"
/// @param digest of what was signed, so that two documents of one version are told apart
public record Known(int version, Sha256 digest) {
  /// Nothing was accepted before.
  public static final Known NOTHING = new Known(0, Sha256.of(new byte[0]));
}
