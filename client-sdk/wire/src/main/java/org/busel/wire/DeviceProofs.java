package org.busel.wire;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// What binds the devices of an account together (PROTOCOL.md "Devices of one account").
public final class DeviceProofs {
  /// Length of the signature of a device list.
  public static final int SIGNATURE_BYTES = KeyRules.SIGNATURE_BYTES;

  /// Digits of each of the two numbers that are compared when a device joins.
  public static final int NUMBER_DIGITS = 8;

  private static final int NUMBERS = 100_000_000;
  private static final ByteString LIST = label("busel device list v1");
  private static final ByteString REQUEST = label("busel device request v1");
  private static final ByteString NUMBER = label("busel device number v1");
  private static final ByteString WELCOME = label("busel device welcome v1");

  private DeviceProofs() {}

  /// What an account's identity key signs.
  ///
  /// @param list a serialized DeviceList
  public static byte[] listToSign(ByteString list) {
    return LIST.concat(list).toByteArray();
  }

  /// How the devices of an account name a request, 32 bytes.
  ///
  /// @param request a serialized DeviceRequest
  public static ByteString requestId(ByteString request) {
    return Sha256.of(REQUEST, request);
  }

  /// The number that belongs to a request: what the new device shows and the old one is told.
  ///
  /// @param request a serialized DeviceRequest
  public static String requestNumber(ByteString request) {
    long first = Sha256.of(NUMBER, request).substring(0, 8).asReadOnlyByteBuffer().getLong();
    return String.format(Locale.ROOT, "%08d", Long.remainderUnsigned(first, NUMBERS));
  }

  /// What the answer to a request is bound to: HPKE's `info`.
  ///
  /// @param request a serialized DeviceRequest
  /// @param number 8 digits: what the old device shows and the new one is told
  public static byte[] welcomeInfo(ByteString request, String number) {
    if (!isNumber(number)) {
      throw new IllegalArgumentException("not a number of 8 digits");
    }
    return WELCOME
        .concat(Sha256.of(REQUEST, request))
        .concat(ByteString.copyFrom(number, StandardCharsets.US_ASCII))
        .toByteArray();
  }

  /// Whether a text is a number as it is shown, without blanks.
  public static boolean isNumber(String text) {
    return text.length() == NUMBER_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static ByteString label(String text) {
    return ByteString.copyFrom(text + "\0", StandardCharsets.US_ASCII);
  }
}
