package org.busel.relay.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.busel.format.Quorum;
import org.busel.format.SignedEnvelope;
import org.busel.format.VerifyingKey;

/// The keys by which a relay says which documents of the trust chain are current: Ed25519, kept in one file that only its
/// owner may read, the newest last. They vouch for no module. Safe for many threads.
///
/// A relay has more than one while the stewards change from one to the next: it signs with those that the root names.
public final class TrustKeys {
  private static final int KEY_BYTES = 32;
  private static final String HEADING =
      "# By these keys this relay says which course documents are current.\n";

  private final Path file;
  private final SecureRandom random;
  private List<Pair> pairs; // guarded by this

  private record Pair(PrivateKey secret, VerifyingKey key) {
    @Override
    public String toString() {
      return "Pair[hidden]";
    }
  }

  private TrustKeys(Path file, SecureRandom random, List<Pair> pairs) {
    this.file = file;
    this.random = random;
    this.pairs = pairs;
  }

  /// Reads the keys, or makes the first one if `file` does not exist.
  ///
  /// @throws UncheckedIOException if the file can be neither read nor written
  /// @throws IllegalArgumentException if the file is not a file of such keys; it is left as it is
  public static TrustKeys open(Path file, SecureRandom random) {
    try {
      if (!Files.exists(file)) {
        TrustKeys keys = new TrustKeys(file, random, List.of());
        VerifyingKey _ = keys.makeAnother();
        return keys;
      }
      List<Pair> pairs = new ArrayList<>();
      for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
        if (!line.startsWith("#")) {
          pairs.add(read(line));
        }
      }
      if (pairs.isEmpty()) {
        throw new IllegalArgumentException("file of trust keys holds none");
      }
      return new TrustKeys(file, random, pairs);
    } catch (IOException failed) {
      throw new UncheckedIOException("trust keys cannot be read or made", failed);
    }
  }

  /// The newest key: the one to be named by the next root.
  public synchronized VerifyingKey newest() {
    return pairs.getLast().key();
  }

  /// Makes one more, which becomes the newest; the file is written before this returns.
  public synchronized VerifyingKey makeAnother() {
    List<Pair> more = new ArrayList<>(pairs);
    more.add(make(random));
    String text =
        more.stream()
            .map(pair ->
                Base64.getEncoder().encodeToString(pair.secret().getEncoded())
                    + " "
                    + pair.key().hex()
                    + "\n")
            .collect(Collectors.joining("", HEADING, ""));
    try {
      OwnerOnlyFile.write(file, text);
    } catch (IOException failed) {
      throw new UncheckedIOException("trust keys cannot be written", failed);
    }
    pairs = List.copyOf(more);
    return newest();
  }

  /// The document with a signature by each of our keys that `by` names; with none if it names none.
  public synchronized SignedEnvelope sign(SignedEnvelope envelope, Quorum by) {
    SignedEnvelope signed = envelope;
    for (Pair pair : pairs) {
      if (by.keys().contains(pair.key())) {
        signed =
            signed.with(
                org.busel.format.Signature.of(
                    pair.key().id(), sign(pair.secret(), envelope.toSign())));
      }
    }
    return signed;
  }

  @Override
  public String toString() {
    return "TrustKeys[hidden]";
  }

  private static byte[] sign(PrivateKey key, byte[] message) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("a trust key cannot sign", broken);
    }
  }

  private static Pair make(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(255, random);
      KeyPair pair = generator.generateKeyPair();
      byte[] encoded = pair.getPublic().getEncoded();
      return new Pair(
          pair.getPrivate(),
          VerifyingKey.of(
              Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length)));
    } catch (GeneralSecurityException noEd25519) {
      throw new IllegalStateException("this JDK has no Ed25519", noEd25519);
    }
  }

  private static Pair read(String line) {
    String[] words = line.split(" ", -1);
    try {
      if (words.length == 2) {
        return new Pair(
            KeyFactory.getInstance("Ed25519")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(words[0]))),
            new VerifyingKey(words[1]));
      }
    } catch (GeneralSecurityException damaged) {
      throw new IllegalArgumentException("file of trust keys is damaged", damaged);
    }
    throw new IllegalArgumentException("file of trust keys is damaged");
  }
}
