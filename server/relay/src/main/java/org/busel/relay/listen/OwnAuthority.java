package org.busel.relay.listen;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.busel.relay.auth.OwnerOnlyFile;

/// The relay's own certificate authority, and the server certificate that it issues: EC P-256 keys in a folder that
/// only the owner may read. Devices pin the authority, so the server certificate can be renewed without a word.
///
/// The certificates name the relay's host names and nothing else: whoever connects sees them.
public final class OwnAuthority {
  /// A certificate with less than this left is replaced when the relay starts.
  private static final Duration RENEW_BEFORE = Duration.ofDays(30);

  private static final int DNS_NAME_TYPE = 2;
  private static final int ADDRESS_TYPE = 7;

  private final Path folder;
  private final Clock clock;
  private final SecureRandom random;

  private OwnAuthority(Path folder, Clock clock, SecureRandom random) {
    this.folder = folder;
    this.clock = clock;
    this.random = random;
  }

  /// The relay's certificate for `hostNames`, `localhost` and the loopback addresses; what is missing, about to run
  /// out, or made for other names is made anew.
  ///
  /// @param folder where the files lie; made if it is not there
  /// @throws UncheckedIOException if the files can be neither read nor written
  /// @throws IllegalArgumentException if a file is there and is not what it should be
  public static TlsIdentity open(
      Path folder, Collection<String> hostNames, Clock clock, SecureRandom random) {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Set<String> names = new LinkedHashSet<>(hostNames);
      names.addAll(List.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"));
      return new OwnAuthority(folder, clock, random).identity(names);
    } catch (IOException failed) {
      throw new UncheckedIOException("TLS files cannot be read or written", failed);
    } catch (GeneralSecurityException damaged) {
      throw new IllegalArgumentException("TLS files are damaged", damaged);
    }
  }

  /// What an earlier start has made, unchanged; nothing if there was none.
  ///
  /// @throws UncheckedIOException if the files cannot be read
  /// @throws IllegalArgumentException if a file is there and is not what it should be
  public static Optional<TlsIdentity> read(Path folder) {
    Path server = folder.resolve("server.pem");
    if (!Files.exists(server)) {
      return Optional.empty();
    }
    try {
      Path authority = folder.resolve("ca.pem");
      return Optional.of(
          new TlsIdentity(
              Files.readString(server) + Files.readString(authority),
              Files.readString(folder.resolve("server-key.pem")),
              pin(certificate(authority))));
    } catch (IOException failed) {
      throw new UncheckedIOException("TLS files cannot be read", failed);
    } catch (GeneralSecurityException damaged) {
      throw new IllegalArgumentException("TLS files are damaged", damaged);
    }
  }

  /// The pin of a certificate: SHA-256 of its SubjectPublicKeyInfo.
  public static ByteString pin(X509Certificate certificate) {
    try {
      return ByteString.copyFrom(
          MessageDigest.getInstance("SHA-256").digest(certificate.getPublicKey().getEncoded()));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  private TlsIdentity identity(Set<String> names)
      throws IOException, GeneralSecurityException {
    Path authorityFile = folder.resolve("ca.pem");
    Path authorityKey = folder.resolve("ca-key.pem");
    Path serverFile = folder.resolve("server.pem");
    Path serverKey = folder.resolve("server-key.pem");
    if (!Files.exists(authorityFile)) {
      KeyPair pair = keyPair();
      X509Certificate made = new Issuer(clock, random).authority(pair);
      OwnerOnlyFile.write(authorityKey, Pem.privateKey(pair.getPrivate()));
      OwnerOnlyFile.write(authorityFile, Pem.certificate(made));
    }
    X509Certificate authority = certificate(authorityFile);
    if (!Files.exists(serverFile) || !suits(certificate(serverFile), authority, names)) {
      KeyPair pair = keyPair();
      PrivateKey signing = Pem.privateKey(Files.readString(authorityKey), "EC");
      X509Certificate server = new Issuer(clock, random).server(pair, authority, signing, names);
      OwnerOnlyFile.write(serverKey, Pem.privateKey(pair.getPrivate()));
      OwnerOnlyFile.write(serverFile, Pem.certificate(server));
    }
    return new TlsIdentity(
        Files.readString(serverFile) + Files.readString(authorityFile),
        Files.readString(serverKey),
        pin(authority));
  }

  private KeyPair keyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }

  private boolean suits(X509Certificate server, X509Certificate authority, Set<String> names)
      throws GeneralSecurityException {
    Set<String> covered = new HashSet<>();
    Collection<List<?>> alternatives = server.getSubjectAlternativeNames();
    if (alternatives != null) {
      for (List<?> alternative : alternatives) {
        if (alternative.get(0) instanceof Integer type
            && (type == DNS_NAME_TYPE || type == ADDRESS_TYPE)) {
          covered.add(String.valueOf(alternative.get(1)));
        }
      }
    }
    Instant until = server.getNotAfter().toInstant();
    return covered.equals(names)
        && clock.instant().plus(RENEW_BEFORE).isBefore(until)
        && server.getIssuerX500Principal().equals(authority.getSubjectX500Principal());
  }

  /// An address as certificates spell it: `::1` with all its zeros. Names of hosts as they are.
  static String spelled(String name) {
    return isAddress(name) ? InetAddress.ofLiteral(name).getHostAddress() : name;
  }

  /// Addresses have colons or end in a digit; names of hosts do neither.
  static boolean isAddress(String name) {
    return name.contains(":") || Character.isDigit(name.charAt(name.length() - 1));
  }

  static X509Certificate certificate(Path file) throws IOException, GeneralSecurityException {
    return Pem.certificates(Files.readString(file)).getFirst();
  }
}
