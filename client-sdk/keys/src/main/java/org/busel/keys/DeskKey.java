package org.busel.keys;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/// The Ed25519 key by which one member changes one desk. It signs changes of that desk and the proof with which the
/// member came in, and nothing else.
///
/// A key of its own for every desk and member, so that what it signed says nothing of any other desk, and nothing that
/// the identity key could be held to. Safe for many threads. Bouncy Castle keeps a copy of the seed for the length of
/// one signature, which is not wiped.
public final class DeskKey implements AutoCloseable {
  private static final byte[] LABEL = "busel desk ".getBytes(StandardCharsets.US_ASCII);

  private final Secret seed;
  private final byte[] publicKey;

  private DeskKey(Secret seed) {
    this.seed = seed;
    this.publicKey =
        seed.use(bytes -> new Ed25519PrivateKeyParameters(bytes).generatePublicKey().getEncoded());
  }

  /// A new seed, to be put into the local store.
  public static Secret makeSeed(SecureRandom random) {
    return Secret.random(SecretLabel.DESK_KEY, Ed25519PrivateKeyParameters.KEY_SIZE, random);
  }

  /// The key behind `seed`, which is copied: closing either leaves the other.
  ///
  /// @throws IllegalArgumentException if the secret is labelled for something else, or is not 32 bytes
  public static DeskKey of(Secret seed) {
    if (seed.label() != SecretLabel.DESK_KEY
        || !seed.use(bytes -> bytes.length == Ed25519PrivateKeyParameters.KEY_SIZE)) {
      throw new IllegalArgumentException("not the seed of a desk key");
    }
    return new DeskKey(seed.copy());
  }

  /// 32 bytes.
  public byte[] publicKey() {
    return publicKey.clone();
  }

  /// Signs (PROTOCOL.md "Desks").
  ///
  /// @return 64 bytes
  /// @throws IllegalArgumentException if `message` does not begin with "busel desk ": this key must not be led to sign
  ///     anything else
  public byte[] sign(byte[] message) {
    if (message.length < LABEL.length
        || !Arrays.equals(message, 0, LABEL.length, LABEL, 0, LABEL.length)) {
      throw new IllegalArgumentException("nothing that concerns a desk");
    }
    return seed.use(bytes -> {
      Ed25519Signer signer = new Ed25519Signer();
      signer.init(true, new Ed25519PrivateKeyParameters(bytes));
      signer.update(message, 0, message.length);
      return signer.generateSignature();
    });
  }

  /// Whether `signature` over `message` is by the key whose public half is `publicKey`, by RFC 8032. A key that is no
  /// point of the curve, or a signature of another length, verifies nothing.
  public static boolean isSignedBy(byte[] publicKey, byte[] message, byte[] signature) {
    if (publicKey.length != Ed25519PublicKeyParameters.KEY_SIZE
        || signature.length != Ed25519PrivateKeyParameters.SIGNATURE_SIZE) {
      return false;
    }
    try {
      Ed25519Signer signer = new Ed25519Signer();
      signer.init(false, new Ed25519PublicKeyParameters(publicKey));
      signer.update(message, 0, message.length);
      return signer.verifySignature(signature);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public void close() {
    seed.close();
  }

  @Override
  public String toString() {
    return "DeskKey[hidden]";
  }
}
