package org.busel.relay.auth;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.busel.wire.AttachmentBodies;
import org.busel.wire.Limits;
import org.busel.wire.v1.UploadTokenKey;

/// The RSA keys that sign upload tokens: one to sign with now, and the one before it, whose tokens are still taken. They
/// are numbered by the time for which they sign, made when they are first needed, and forgotten with their file's next
/// change. Safe for many threads; making a key takes up to a second.
public final class TokenKeys {
  private static final String PREFIX = "token-key-";

  private final Path file;
  private final Clock clock;
  private final SecureRandom random;
  private final Map<Integer, RSAPrivateCrtKey> keys = new TreeMap<>(); // this and the next: guarded by this

  /// The same as they are used. Made when they are: it takes longer than anything else at a start.
  private final Map<Integer, RSAPrivateCrtKeyParameters> ready = new HashMap<>();

  private TokenKeys(Path file, Clock clock, SecureRandom random) {
    this.file = file;
    this.clock = clock;
    this.random = random;
  }

  /// Reads the keys, if there are any.
  ///
  /// @throws UncheckedIOException if the file can't be read
  /// @throws IllegalArgumentException if the file is not a file of token keys; it is left as it is
  public static TokenKeys open(Path file, Clock clock, SecureRandom random) {
    TokenKeys tokenKeys = new TokenKeys(file, clock, random);
    if (Files.exists(file)) {
      try {
        Properties lines = new Properties();
        lines.load(new StringReader(Files.readString(file, StandardCharsets.US_ASCII)));
        lines.forEach((name, key) -> tokenKeys.read((String) name, (String) key));
      } catch (IOException failed) {
        throw new UncheckedIOException("token keys cannot be read", failed);
      }
    }
    return tokenKeys;
  }

  /// Number of the key that signs now.
  public int number() {
    Duration sinceEpoch = Duration.between(Instant.EPOCH, clock.instant());
    return Math.toIntExact(sinceEpoch.dividedBy(Limits.TOKEN_KEY_VALIDITY));
  }

  /// What devices blind for.
  public UploadTokenKey current() {
    int number = number();
    byte[] modulus = signing(number).orElseThrow().getModulus().toByteArray();
    int length = AttachmentBodies.TOKEN_BYTES; // without the zero that marks it as positive
    return UploadTokenKey.newBuilder()
        .setNumber(number)
        .setModulus(ByteString.copyFrom(modulus, modulus.length - length, length))
        .build();
  }

  /// The key with which to sign for a number; only that of now.
  synchronized Optional<RSAPrivateCrtKeyParameters> signing(int number) {
    if (number != number()) {
      return Optional.empty();
    }
    if (!keys.containsKey(number)) {
      keys.put(number, make());
      keys.keySet().removeIf(old -> old < number - 1);
      ready.keySet().retainAll(keys.keySet());
      write();
    }
    return ready(number);
  }

  /// The public key that checks tokens of a number; those of now and of the one before.
  synchronized Optional<RSAKeyParameters> checking(int number) {
    return number > number() || number < number() - 1
        ? Optional.empty()
        : ready(number)
            .map(key -> new RSAKeyParameters(false, key.getModulus(), key.getPublicExponent()));
  }

  @Override
  public String toString() {
    return "TokenKeys[hidden]";
  }

  private Optional<RSAPrivateCrtKeyParameters> ready(int number) {
    return Optional.ofNullable(keys.get(number))
        .map(key -> ready.computeIfAbsent(number, _ -> parameters(key)));
  }

  private RSAPrivateCrtKey make() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(Byte.SIZE * AttachmentBodies.TOKEN_BYTES, random);
      return (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
    } catch (GeneralSecurityException noRsa) {
      throw new IllegalStateException("this JDK has no RSA", noRsa);
    }
  }

  private void read(String name, String text) {
    try {
      byte[] pkcs8 = Base64.getDecoder().decode(text);
      RSAPrivateCrtKey key =
          (RSAPrivateCrtKey)
              KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      keys.put(Integer.parseInt(name.substring(PREFIX.length())), key);
    } catch (GeneralSecurityException | RuntimeException damaged) {
      throw new IllegalArgumentException("file of token keys has a line that is none", damaged);
    }
  }

  private void write() {
    StringBuilder text =
        new StringBuilder("# Keys that sign upload tokens. Whoever has them can upload for free.\n");
    keys.forEach((number, key) ->
        text.append(PREFIX)
            .append(number)
            .append('=')
            .append(Base64.getEncoder().encodeToString(key.getEncoded()))
            .append('\n'));
    try {
      OwnerOnlyFile.write(file, text.toString());
    } catch (IOException failed) {
      throw new UncheckedIOException("token keys cannot be written", failed);
    }
  }

  private static RSAPrivateCrtKeyParameters parameters(RSAPrivateCrtKey key) {
    return new RSAPrivateCrtKeyParameters(
        key.getModulus(),
        key.getPublicExponent(),
        key.getPrivateExponent(),
        key.getPrimeP(),
        key.getPrimeQ(),
        key.getPrimeExponentP(),
        key.getPrimeExponentQ(),
        key.getCrtCoefficient());
  }
}
