package org.busel.relay.auth;

import com.google.protobuf.ByteString;

/// Tells whether bytes are an ML-KEM-1024 public key in its one encoding (FIPS 203, section 7.2).
final class KemKey {
  /// Type byte, four polynomials of 256 coefficients with 12 bits each, and a 32-byte seed.
  static final int BYTES = 1 + 4 * 384 + 32;

  private static final byte TYPE = 0x08;
  private static final int MODULUS = 3329;

  private KemKey() {}

  /// Whether `key` has the right length and type byte, and every coefficient is below the modulus.
  static boolean isSound(ByteString key) {
    if (key.size() != BYTES || key.byteAt(0) != TYPE) {
      return false;
    }
    for (int i = 1; i < 1 + 4 * 384; i += 3) {
      int low = key.byteAt(i) & 0xff;
      int middle = key.byteAt(i + 1) & 0xff;
      int high = key.byteAt(i + 2) & 0xff;
      if ((low | (middle & 0x0f) << 8) >= MODULUS || (middle >> 4 | high << 4) >= MODULUS) {
        return false;
      }
    }
    return true;
  }
}
