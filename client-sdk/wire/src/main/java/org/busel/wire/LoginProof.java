package org.busel.wire;

import com.google.protobuf.ByteString;

/// What a device signs with its login key to open its inbox.
///
/// The label keeps the key to this one purpose, the relay id keeps one relay from logging in at another with a proof
/// it was given, and the challenge keeps an old proof from being used again.
public final class LoginProof {
  /// Length of a relay's challenge.
  public static final int CHALLENGE_BYTES = 32;

  /// Length of the Ed25519 signature.
  public static final int SIGNATURE_BYTES = 64;

  private static final ByteString LABEL = ByteString.copyFromUtf8("busel login v1\0");

  private LoginProof() {}

  /// The bytes under the signature, in a fresh array.
  ///
  /// @param challenge 32 bytes out of the relay's Welcome on this very connection
  /// @throws IllegalArgumentException unless the challenge has exactly 32 bytes
  public static byte[] bytesToSign(RelayId relay, ByteString challenge, DeviceId device) {
    if (challenge.size() != CHALLENGE_BYTES) {
      throw new IllegalArgumentException("challenge is " + challenge.size() + " bytes, not 32");
    }
    return LABEL
        .concat(relay.bytes())
        .concat(challenge)
        .concat(device.account().bytes())
        .concat(ByteString.copyFrom(new byte[] {(byte) device.number()}))
        .toByteArray();
  }
}
