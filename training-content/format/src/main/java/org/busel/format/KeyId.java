package org.busel.format;

import java.util.Optional;

/// Names a key, as TUF does: the SHA-256 of the key's canonical JSON.
///
/// @param hex 64 lower-case hexadecimal digits
public record KeyId(String hex) implements Comparable<KeyId> {
  public KeyId {
    if (!Hex.isHex(hex, 32)) {
      throw new IllegalArgumentException("a key id has 64 lower-case hexadecimal digits");
    }
  }

  /// Reads a key id, or nothing if `hex` is none.
  public static Optional<KeyId> parse(String hex) {
    return Hex.isHex(hex, 32) ? Optional.of(new KeyId(hex)) : Optional.empty();
  }

  /// The first 16 digits in groups of four, for a person to compare: `7f2c 91aa 03de 5b10`.
  public String forPeople() {
    return hex.substring(0, 16).replaceAll("(.{4})(?=.)", "$1 ");
  }

  @Override
  public int compareTo(KeyId other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
