package org.busel.format;

import java.util.Arrays;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/// A key made of one repeated byte, so that vectors stay the same.
final class Signer {
  private final Ed25519PrivateKeyParameters key;

  Signer(int seed) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) seed);
    this.key = new Ed25519PrivateKeyParameters(bytes);
  }

  VerifyingKey verifyingKey() {
    return VerifyingKey.of(key.generatePublicKey().getEncoded());
  }

  KeyId id() {
    return verifyingKey().id();
  }

  SignedEnvelope sign(SignedEnvelope envelope) {
    byte[] message = envelope.toSign();
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, key);
    signer.update(message, 0, message.length);
    return envelope.with(Signature.of(id(), signer.generateSignature()));
  }
}
