package org.busel.relay.auth;

import com.google.protobuf.ByteString;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.busel.wire.LoginProof;

/// Ed25519 public keys (RFC 8032), 32 bytes. By BouncyCastle, because the JDK needs seven times as long for a check, and
/// a login is little else.
final class LoginKeys {
  private LoginKeys() {}

  /// Whether the 32 bytes are a point that signatures can be checked against.
  static boolean isKey(ByteString key) {
    return key.size() == Ed25519.PUBLIC_KEY_SIZE
        && Ed25519.validatePublicKeyFull(key.toByteArray(), 0);
  }

  /// Whether `proof` is a signature by `key` over `content`.
  static boolean proves(ByteString key, byte[] content, ByteString proof) {
    return key.size() == Ed25519.PUBLIC_KEY_SIZE
        && proof.size() == LoginProof.SIGNATURE_BYTES
        && Ed25519.verify(proof.toByteArray(), 0, key.toByteArray(), 0, content, 0, content.length);
  }
}
