package org.busel.wire;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/// Names an account: what a person has on a relay. Chosen at random by the first device.
///
/// 16 random bytes. Prints as nothing: an id of a person never reaches a log.
public record AccountId(long high, long low) {
  /// Length on the wire.
  public static final int BYTES = 16;

  /// Reads an id.
  ///
  /// @throws IllegalArgumentException unless there are exactly 16 bytes
  public static AccountId of(ByteString bytes) {
    if (bytes.size() != BYTES) {
      throw new IllegalArgumentException("account id is " + bytes.size() + " bytes, not 16");
    }
    ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
    return new AccountId(buffer.getLong(), buffer.getLong());
  }

  /// A fresh id out of `random`.
  public static AccountId random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return of(ByteString.copyFrom(bytes));
  }

  /// The 16 bytes as they stand on the wire.
  public ByteString bytes() {
    return ByteString.copyFrom(ByteBuffer.allocate(BYTES).putLong(high).putLong(low).flip());
  }

  @Override
  public String toString() {
    return "AccountId[hidden]";
  }
}
