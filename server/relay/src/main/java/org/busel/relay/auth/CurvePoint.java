package org.busel.relay.auth;

import com.google.protobuf.ByteString;
import java.math.BigInteger;
import java.util.Set;

/// Tells whether 33 bytes are an X25519 public key that may be used for an agreement.
///
/// libsignal-client 0.86.5 takes any 32 bytes as a point, so the check is ours: a non-canonical encoding gives one key
/// two names, and a point of low order gives an agreement whose result the attacker knows.
final class CurvePoint {
  /// Type byte and the little-endian u-coordinate.
  static final int BYTES = 33;

  private static final byte TYPE = 0x05;
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  /// The u-coordinates of order 1, 2, 4 and 8, on the curve and on its twist (RFC 7748, "Security considerations").
  private static final Set<BigInteger> LOW_ORDER =
      Set.of(
          BigInteger.ZERO,
          BigInteger.ONE,
          new BigInteger(
              "325606250916557431795983626356110631294008115727848805560023387167927233504"),
          new BigInteger(
              "39382357235489614581723060781553021112529911719440698176882885853963445705823"),
          P.subtract(BigInteger.ONE));

  private CurvePoint() {}

  /// Whether `key` has the right length and type byte, is below the field prime, and is not of low order.
  static boolean isSound(ByteString key) {
    if (key.size() != BYTES || key.byteAt(0) != TYPE) {
      return false;
    }
    byte[] bigEndian = new byte[BYTES - 1];
    for (int i = 0; i < bigEndian.length; i++) {
      bigEndian[i] = key.byteAt(BYTES - 1 - i);
    }
    BigInteger u = new BigInteger(1, bigEndian);
    return u.compareTo(P) < 0 && !LOW_ORDER.contains(u);
  }
}
