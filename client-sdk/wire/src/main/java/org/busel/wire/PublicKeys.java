package org.busel.wire;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/// Whether a public key is one that may be used at all, by its bytes alone.
///
/// libsignal 0.86.5 takes such keys from a bundle as they are, so a relay refuses them at upload and a device after
/// fetching: a point of low order makes every shared secret zero, and one key must not have two spellings.
public final class PublicKeys {
  private static final int EC_TYPE = 0x05;
  private static final int KEM_TYPE = 0x08;
  private static final int KEM_MODULUS = 3_329;
  private static final int KEM_COEFFICIENT_BYTES = 1_536;

  // Every u-coordinate below 2^255 - 19 whose point, on the curve or its twist, has an order that
  // divides 8.
  private static final Set<ByteString> LOW_ORDER =
      Set.of(
          point("0000000000000000000000000000000000000000000000000000000000000000"),
          point("0100000000000000000000000000000000000000000000000000000000000000"),
          point("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
          point("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
          point("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"));

  private PublicKeys() {}

  /// Whether `key` is the type byte 5 and an X25519 point in its one canonical spelling that is not of low order.
  public static boolean isSoundEc(ByteString key) {
    if (key.size() != KeyRules.EC_KEY_BYTES || key.byteAt(0) != EC_TYPE) {
      return false;
    }
    ByteString point = key.substring(1);
    return isBelowPrime(point) && !LOW_ORDER.contains(point);
  }

  /// Whether `key` is the type byte 8 and a Kyber-1024 key with every coefficient below its modulus.
  public static boolean isSoundKem(ByteString key) {
    if (key.size() != KeyRules.KEM_KEY_BYTES || key.byteAt(0) != KEM_TYPE) {
      return false;
    }
    for (int at = 1; at <= KEM_COEFFICIENT_BYTES; at += 3) {
      int three = unsigned(key, at) | unsigned(key, at + 1) << 8 | unsigned(key, at + 2) << 16;
      if ((three & 0xfff) >= KEM_MODULUS || three >>> 12 >= KEM_MODULUS) {
        return false;
      }
    }
    return true;
  }

  /// Little-endian, below 2^255 - 19.
  private static boolean isBelowPrime(ByteString point) {
    if (unsigned(point, 31) != 0x7f) {
      return unsigned(point, 31) < 0x7f;
    }
    byte[] high = point.substring(1, 31).toByteArray();
    byte[] ones = new byte[high.length];
    Arrays.fill(ones, (byte) 0xff);
    return !Arrays.equals(high, ones) || unsigned(point, 0) < 0xed;
  }

  private static int unsigned(ByteString bytes, int at) {
    return Byte.toUnsignedInt(bytes.byteAt(at));
  }

  private static ByteString point(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }
}
