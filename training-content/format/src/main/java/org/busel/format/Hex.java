package org.busel.format;

/// Lower-case hexadecimal, the only spelling that documents use: a second spelling would let somebody change bytes
/// without changing what they say.
final class Hex {
  private static final String DIGITS = "0123456789abcdef";

  private Hex() {}

  static String write(byte[] bytes) {
    StringBuilder out = new StringBuilder(2 * bytes.length);
    for (byte b : bytes) {
      out.append(DIGITS.charAt((b >> 4) & 15)).append(DIGITS.charAt(b & 15));
    }
    return out.toString();
  }

  /// Whether `text` spells exactly `bytes` bytes.
  static boolean isHex(String text, int bytes) {
    return text.length() == 2 * bytes && text.chars().allMatch(c -> DIGITS.indexOf(c) >= 0);
  }

  /// The bytes that `text` spells; the caller has checked it with [#isHex].
  static byte[] read(String text) {
    byte[] bytes = new byte[text.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] =
          (byte) (DIGITS.indexOf(text.charAt(2 * i)) << 4 | DIGITS.indexOf(text.charAt(2 * i + 1)));
    }
    return bytes;
  }
}
