package org.busel.publish;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.busel.format.Signature;
import org.busel.format.SignedEnvelope;
import org.busel.format.VerifyingKey;
import org.busel.keys.Argon2Cost;
import org.busel.keys.Passphrase;
import org.busel.keys.Secret;
import org.busel.keys.SecretLabel;
import org.busel.keys.UnlockOutcome;
import org.busel.keys.Vault;

/// The Ed25519 key by which a trainer, a reviewer or the curriculum board vouches; it lives in a vault file of its own,
/// under a passphrase.
///
/// It signs [SignedEnvelope]s and nothing else. Wiped on close; Bouncy Castle keeps a copy of the seed for the length of one
/// signature, which is not wiped. Safe for many threads.
public final class SigningKey implements AutoCloseable {
  private final Secret seed;
  private final VerifyingKey verifyingKey;

  private SigningKey(Secret seed) {
    this.seed = seed;
    this.verifyingKey =
        VerifyingKey.of(
            seed.use(
                bytes -> new Ed25519PrivateKeyParameters(bytes).generatePublicKey().getEncoded()));
  }

  /// Makes a new key and writes it to `file`, which must not exist. Takes as long as `cost` says.
  ///
  /// @throws org.busel.keys.VaultException if the file cannot be written
  public static KeyOutcome create(Path file, Passphrase passphrase, Argon2Cost cost) {
    if (Files.exists(file)) {
      return new KeyOutcome.FileExists();
    }
    try (Vault vault = Vault.create(file, passphrase, cost)) {
      SigningKey key =
          new SigningKey(
              Secret.random(
                  SecretLabel.SIGNING_KEY,
                  Ed25519PrivateKeyParameters.KEY_SIZE,
                  new SecureRandom()));
      vault.put(key.seed);
      vault.save();
      return new KeyOutcome.Ready(key);
    }
  }

  /// Unlocks the key in `file`.
  ///
  /// @throws org.busel.keys.VaultException if the file cannot be read
  public static KeyOutcome unlock(Path file, Passphrase passphrase) {
    return switch (Vault.unlock(file, passphrase)) {
      case UnlockOutcome.Unlocked(Vault vault) -> {
        try (vault) {
          yield vault
              .secret(SecretLabel.SIGNING_KEY)
              .<KeyOutcome>map(seed -> new KeyOutcome.Ready(new SigningKey(seed)))
              .orElseGet(() -> new KeyOutcome.NotAKey("it holds no signing key"));
        }
      }
      case UnlockOutcome.WrongPassphrase _ -> new KeyOutcome.WrongPassphrase();
      case UnlockOutcome.NoVault _ -> new KeyOutcome.NoFile();
      case UnlockOutcome.NotAVault _ -> new KeyOutcome.NotAKey("it is no key file");
      case UnlockOutcome.Damaged(String reason) -> new KeyOutcome.NotAKey("damaged: " + reason);
      case UnlockOutcome.NewerVersion _ ->
          new KeyOutcome.NotAKey("written by a later version of this program");
    };
  }

  /// The public half: what goes into the curriculum.
  public VerifyingKey verifyingKey() {
    return verifyingKey;
  }

  /// The document with this key's signature on it.
  public SignedEnvelope sign(SignedEnvelope envelope) {
    byte[] message = envelope.toSign();
    byte[] signature =
        seed.use(bytes -> {
          Ed25519Signer signer = new Ed25519Signer();
          signer.init(true, new Ed25519PrivateKeyParameters(bytes));
          signer.update(message, 0, message.length);
          return signer.generateSignature();
        });
    return envelope.with(Signature.of(verifyingKey.id(), signature));
  }

  @Override
  public void close() {
    seed.close();
  }

  @Override
  public String toString() {
    return "SigningKey[hidden]";
  }
}
