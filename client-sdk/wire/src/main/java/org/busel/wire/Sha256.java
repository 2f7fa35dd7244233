package org.busel.wire;

import com.google.protobuf.ByteString;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The one hash function of the protocol.
final class Sha256 {
  /// Length of a hash.
  static final int BYTES = 32;

  private Sha256() {}

  /// The hash of all parts, one after the other.
  static ByteString of(ByteString... parts) {
    MessageDigest digest = digest();
    for (ByteString part : parts) {
      digest.update(part.asReadOnlyByteBuffer());
    }
    return ByteString.copyFrom(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this platform lacks SHA-256", e);
    }
  }
}
