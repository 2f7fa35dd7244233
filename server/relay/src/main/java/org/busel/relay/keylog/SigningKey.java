package org.busel.relay.keylog;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.busel.relay.auth.OwnerOnlyFile;

/// An Ed25519 key in a file of its own that only its owner may read. Immutable.
public final class SigningKey {
  private static final String KEY = "key=";

  private final Ed25519PrivateKeyParameters key;

  private SigningKey(Ed25519PrivateKeyParameters key) {
    this.key = key;
  }

  /// Reads the key, or makes it if `file` does not exist.
  ///
  /// @param purpose one line about it, for whoever opens the file
  /// @throws UncheckedIOException if the file can be neither read nor made
  /// @throws IllegalArgumentException if the file is not a file of such a key; it is left as it is
  public static SigningKey open(Path file, String purpose, SecureRandom random) {
    try {
      if (!Files.exists(file)) {
        byte[] seed = new Ed25519PrivateKeyParameters(random).getEncoded();
        OwnerOnlyFile.write(
            file, "# " + purpose + "\n" + KEY + Base64.getEncoder().encodeToString(seed) + "\n");
      }
      return Files.readString(file, StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> line.startsWith(KEY))
          .findFirst()
          .map(line -> Base64.getDecoder().decode(line.substring(KEY.length())))
          .map(seed -> new SigningKey(new Ed25519PrivateKeyParameters(seed)))
          .orElseThrow(() -> new IllegalArgumentException("a file of a key has no key in it"));
    } catch (IOException failed) {
      throw new UncheckedIOException("a key cannot be read or made", failed);
    }
  }

  /// 32 bytes.
  public ByteString publicKey() {
    return ByteString.copyFrom(key.generatePublicKey().getEncoded());
  }

  ByteString sign(byte[] bytes) {
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, key);
    signer.update(bytes, 0, bytes.length);
    return ByteString.copyFrom(signer.generateSignature());
  }

  /// Whether `signature` is by the holder of `publicKey` over `bytes`. A key that is none has signed nothing.
  static boolean isSigned(ByteString publicKey, byte[] bytes, ByteString signature) {
    try {
      Ed25519Signer signer = new Ed25519Signer();
      signer.init(false, new Ed25519PublicKeyParameters(publicKey.toByteArray()));
      signer.update(bytes, 0, bytes.length);
      return signer.verifySignature(signature.toByteArray());
    } catch (IllegalArgumentException noKey) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "SigningKey[hidden]";
  }
}
