package org.busel.wire;

import com.google.protobuf.ByteString;
import java.security.SecureRandom;

/// What a sender must show to ask for an account's keys or to write to it. Travels in contact invitations; a relay
/// stores only its hash. Prints as nothing.
///
/// @param bytes 32 of them, random
public record Capability(ByteString bytes) {
  /// Length on the wire.
  public static final int BYTES = 32;

  public Capability {
    if (bytes.size() != BYTES) {
      throw new IllegalArgumentException("capability is " + bytes.size() + " bytes, not 32");
    }
  }

  /// A fresh one out of `random`.
  public static Capability random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Capability(ByteString.copyFrom(bytes));
  }

  /// SHA-256, 32 bytes: what the relay keeps and compares.
  public ByteString hash() {
    return Sha256.of(bytes);
  }

  @Override
  public String toString() {
    return "Capability[hidden]";
  }
}
