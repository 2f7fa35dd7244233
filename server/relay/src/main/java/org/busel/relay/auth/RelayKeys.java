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
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.XECPrivateKey;
import java.security.interfaces.XECPublicKey;
import java.util.Base64;
import java.util.Properties;
import org.busel.wire.RelayId;
import org.busel.wire.RelayPlace;

/// The keys that make a relay this relay: the trust root, which devices pin, and the server key, which signs sender
/// certificates. Made once, kept in one file that only its owner may read. Immutable.
///
/// Reading and making them needs no libsignal, so that the relay listens before that library has unpacked itself.
public final class RelayKeys {
  private static final String TRUST_ROOT_PUBLIC = "trust-root-public";
  private static final String TRUST_ROOT = "trust-root";
  private static final String SERVER_KEY = "server-key";
  private static final String SERVER_KEY_PUBLIC = "server-key-public";
  private static final byte CURVE_TYPE = 0x05;

  private final ByteString trustRootPublic;
  private final ByteString trustRoot;
  private final ByteString serverKeyPublic;
  private final ByteString serverKey;

  private RelayKeys(Properties file) {
    trustRootPublic = read(file, TRUST_ROOT_PUBLIC, RelayPlace.TRUST_ROOT_BYTES);
    trustRoot = read(file, TRUST_ROOT, 32);
    serverKeyPublic = read(file, SERVER_KEY_PUBLIC, RelayPlace.TRUST_ROOT_BYTES);
    serverKey = read(file, SERVER_KEY, 32);
  }

  /// Reads the keys, or makes them if `file` does not exist.
  ///
  /// @throws UncheckedIOException if the file can be neither read nor made
  /// @throws IllegalArgumentException if the file is not a file of relay keys; it is left as it is
  public static RelayKeys open(Path file, SecureRandom random) {
    try {
      if (!Files.exists(file)) {
        make(file, random);
      }
      Properties keys = new Properties();
      keys.load(new StringReader(Files.readString(file, StandardCharsets.US_ASCII)));
      return new RelayKeys(keys);
    } catch (IOException failed) {
      throw new UncheckedIOException("relay keys cannot be read or made", failed);
    }
  }

  /// 33 bytes; devices check sender certificates against it.
  public ByteString trustRootPublic() {
    return trustRootPublic;
  }

  /// The relay's name in login proofs.
  public RelayId relayId() {
    return RelayId.of(trustRootPublic);
  }

  ByteString trustRoot() {
    return trustRoot;
  }

  ByteString serverKeyPublic() {
    return serverKeyPublic;
  }

  ByteString serverKey() {
    return serverKey;
  }

  @Override
  public String toString() {
    return "RelayKeys[hidden]";
  }

  private static ByteString read(Properties file, String name, int bytes) {
    String text = file.getProperty(name, "");
    byte[] value = Base64.getDecoder().decode(text);
    if (value.length != bytes) {
      throw new IllegalArgumentException("file of relay keys has no whole " + name);
    }
    return ByteString.copyFrom(value);
  }

  private static void make(Path file, SecureRandom random) throws IOException {
    String text =
        "# The keys of this relay. Whoever has this file can vouch for senders in its name.\n"
            + pair(TRUST_ROOT, TRUST_ROOT_PUBLIC, random)
            + pair(SERVER_KEY, SERVER_KEY_PUBLIC, random);
    OwnerOnlyFile.write(file, text);
  }

  private static String pair(String privateName, String publicName, SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("X25519");
      generator.initialize(255, random);
      KeyPair pair = generator.generateKeyPair();
      byte[] scalar =
          ((XECPrivateKey) pair.getPrivate())
              .getScalar()
              .orElseThrow(() -> new IllegalStateException("this JDK hides X25519 scalars"));
      return line(privateName, scalar)
          + line(publicName, point(((XECPublicKey) pair.getPublic()).getU()));
    } catch (GeneralSecurityException noX25519) {
      throw new IllegalStateException("this JDK has no X25519", noX25519);
    }
  }

  private static String line(String name, byte[] value) {
    return name + "=" + Base64.getEncoder().encodeToString(value) + "\n";
  }

  private static byte[] point(BigInteger u) {
    byte[] point = new byte[RelayPlace.TRUST_ROOT_BYTES];
    point[0] = CURVE_TYPE;
    byte[] bigEndian = u.toByteArray();
    for (int i = 0; i < Math.min(bigEndian.length, RelayPlace.TRUST_ROOT_BYTES - 1); i++) {
      point[1 + i] = bigEndian[bigEndian.length - 1 - i];
    }
    return point;
  }
}
