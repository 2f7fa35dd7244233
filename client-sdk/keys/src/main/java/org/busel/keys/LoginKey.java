package org.busel.keys;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/// The Ed25519 key that logs a device in. It signs login proofs and nothing else.
///
/// Apart from the identity key, so that neither can be used in the other's place. Safe for many threads. Bouncy
/// Castle keeps a copy of the seed for the length of one signature, which is not wiped.
public final class LoginKey implements AutoCloseable {
  /// Length of a public key.
  public static final int PUBLIC_KEY_BYTES = 32;

  /// Length of a signature.
  public static final int SIGNATURE_BYTES = 64;

  private static final byte[] LABEL = "busel login v1\0".getBytes(StandardCharsets.US_ASCII);

  private final Secret seed;
  private final byte[] publicKey;

  private LoginKey(Secret seed) {
    this.seed = seed;
    this.publicKey =
        seed.use(bytes -> new Ed25519PrivateKeyParameters(bytes).generatePublicKey().getEncoded());
  }

  /// A new seed for a login key, to be put into the vault.
  public static Secret makeSeed(SecureRandom random) {
    return Secret.random(SecretLabel.LOGIN_KEY, Ed25519PrivateKeyParameters.KEY_SIZE, random);
  }

  /// The login key behind `seed`, which is copied: closing either leaves the other.
  ///
  /// @throws IllegalArgumentException if the secret is labelled for something else, or is not 32 bytes
  public static LoginKey of(Secret seed) {
    if (seed.label() != SecretLabel.LOGIN_KEY
        || !seed.use(bytes -> bytes.length == Ed25519PrivateKeyParameters.KEY_SIZE)) {
      throw new IllegalArgumentException("not the seed of a login key");
    }
    return new LoginKey(seed.copy());
  }

  /// 32 bytes.
  public byte[] publicKey() {
    return publicKey.clone();
  }

  /// Signs a login proof (PROTOCOL.md "Login proof").
  ///
  /// @return 64 bytes
  /// @throws IllegalArgumentException if `proof` does not begin with "busel login v1" and a zero byte: this key must
  ///     not be led to sign anything else
  public byte[] sign(byte[] proof) {
    if (proof.length < LABEL.length
        || !Arrays.equals(proof, 0, LABEL.length, LABEL, 0, LABEL.length)) {
      throw new IllegalArgumentException("not a login proof");
    }
    return seed.use(bytes -> {
      Ed25519Signer signer = new Ed25519Signer();
      signer.init(true, new Ed25519PrivateKeyParameters(bytes));
      signer.update(proof, 0, proof.length);
      return signer.generateSignature();
    });
  }

  @Override
  public void close() {
    seed.close();
  }

  @Override
  public String toString() {
    return "LoginKey[hidden]";
  }
}
