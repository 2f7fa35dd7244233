package org.busel.format;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/// A SHA-256 hash, which is also the name of what was hashed.
///
/// @param hex 64 lower-case hexadecimal digits
public record Sha256(String hex) implements Comparable<Sha256> {
  public Sha256 {
    if (!Hex.isHex(hex, 32)) {
      throw new IllegalArgumentException("a hash has 64 lower-case hexadecimal digits");
    }
  }

  /// The hash of `bytes`.
  public static Sha256 of(byte[] bytes) {
    return new Sha256(Hex.write(digest().digest(bytes)));
  }

  /// The hash with these 32 bytes.
  ///
  /// @throws IllegalArgumentException if they are not 32
  public static Sha256 of32(byte[] bytes) {
    return new Sha256(Hex.write(bytes));
  }

  /// Reads a hash, or nothing if `hex` is none.
  public static Optional<Sha256> parse(String hex) {
    return Hex.isHex(hex, 32) ? Optional.of(new Sha256(hex)) : Optional.empty();
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static Sha256 finish(MessageDigest digest) {
    return new Sha256(Hex.write(digest.digest()));
  }

  @Override
  public int compareTo(Sha256 other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
