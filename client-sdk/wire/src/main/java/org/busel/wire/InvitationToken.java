package org.busel.wire;

import com.google.protobuf.ByteString;
import java.security.SecureRandom;

/// The one-time part of an invitation, of a relay's or of a contact's. Whoever made it keeps only its hash.
///
/// @param bytes 16 of them, random
public record InvitationToken(ByteString bytes) {
  /// Length on the wire.
  public static final int BYTES = 16;

  public InvitationToken {
    if (bytes.size() != BYTES) {
      throw new IllegalArgumentException("invitation token is " + bytes.size() + " bytes, not 16");
    }
  }

  /// A fresh one out of `random`.
  public static InvitationToken random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new InvitationToken(ByteString.copyFrom(bytes));
  }

  /// SHA-256, 32 bytes: what is kept and compared.
  public ByteString hash() {
    return Sha256.of(bytes);
  }

  @Override
  public String toString() {
    return "InvitationToken[hidden]";
  }
}
