package org.busel.wire;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/// From this the sender of an envelope makes its id, and by showing it may take the envelope back while it waits. Who
/// knows only the id, as the relay and the recipient do, cannot.
///
/// @param bytes 32, random
public record WithdrawalToken(ByteString bytes) {
  /// Length, in bytes.
  public static final int BYTES = 32;

  private static final ByteString LABEL =
      ByteString.copyFrom("busel envelope id v1\0", StandardCharsets.US_ASCII);

  public WithdrawalToken {
    if (bytes.size() != BYTES) {
      throw new IllegalArgumentException("a withdrawal token has 32 bytes");
    }
  }

  /// A new token.
  public static WithdrawalToken random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new WithdrawalToken(ByteString.copyFrom(bytes));
  }

  /// The id of the envelope: the first 16 bytes of SHA-256("busel envelope id v1" ‖ 0x00 ‖ token).
  public EnvelopeId envelopeId() {
    return EnvelopeId.of(Sha256.of(LABEL.concat(bytes)).substring(0, EnvelopeId.BYTES));
  }

  @Override
  public String toString() {
    return "WithdrawalToken[hidden]";
  }
}
