package org.busel.wire;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/// Names one submit, chosen at random by its sender; the relay uses it to recognise a repeat.
///
/// 16 random bytes. Prints as nothing: an id of a person never reaches a log.
public record EnvelopeId(long high, long low) {
  /// Length on the wire.
  public static final int BYTES = 16;

  /// Reads an id.
  ///
  /// @throws IllegalArgumentException unless there are exactly 16 bytes
  public static EnvelopeId of(ByteString bytes) {
    if (bytes.size() != BYTES) {
      throw new IllegalArgumentException("envelope id is " + bytes.size() + " bytes, not 16");
    }
    ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
    return new EnvelopeId(buffer.getLong(), buffer.getLong());
  }

  /// A fresh id out of `random`.
  public static EnvelopeId random(SecureRandom random) {
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
    return "EnvelopeId[hidden]";
  }
}
