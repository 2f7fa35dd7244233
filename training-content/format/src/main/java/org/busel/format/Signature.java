package org.busel.format;

/// One key's vouching for a document.
///
/// @param by the key
/// @param hex 128 lower-case hexadecimal digits, the 64 bytes of RFC 8032
public record Signature(KeyId by, String hex) {
  public Signature {
    if (!Hex.isHex(hex, 64)) {
      throw new IllegalArgumentException("a signature has 128 lower-case hexadecimal digits");
    }
  }

  /// The signature with these 64 bytes.
  ///
  /// @throws IllegalArgumentException if they are not 64
  public static Signature of(KeyId by, byte[] bytes) {
    return new Signature(by, Hex.write(bytes));
  }

  /// The signature's 64 bytes.
  public byte[] bytes() {
    return Hex.read(hex);
  }

  @Override
  public String toString() {
    return "Signature[by " + by.forPeople() + "]";
  }
}
