package org.busel.relay.listen;

import com.google.protobuf.ByteString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.busel.relay.auth.OwnerOnlyFile;

/// The relay's own certificate authority, and the server certificate that it issues: EC P-256 keys in a folder that
/// only the owner may read. Devices pin the authority, so the server certificate can be renewed without a word.
///
/// The certificates name the relay's host names and nothing else: whoever connects sees them.
public final class OwnAuthority {
  private static final Duration AUTHORITY_VALIDITY = Duration.ofDays(3_650);
  private static final Duration SERVER_VALIDITY = Duration.ofDays(365);

  /// A certificate with less than this left is replaced when the relay starts.
  private static final Duration RENEW_BEFORE = Duration.ofDays(30);

  /// Clocks of devices may be behind.
  private static final Duration BACKDATED = Duration.ofDays(1);

  private static final X500Name NAME = new X500Name("CN=relay authority");
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
    } catch (GeneralSecurityException | OperatorCreationException damaged) {
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
      throws IOException, GeneralSecurityException, OperatorCreationException {
    Path authorityFile = folder.resolve("ca.pem");
    Path authorityKey = folder.resolve("ca-key.pem");
    Path serverFile = folder.resolve("server.pem");
    Path serverKey = folder.resolve("server-key.pem");
    if (!Files.exists(authorityFile)) {
      KeyPair pair = keyPair();
      OwnerOnlyFile.write(authorityKey, keyPem(pair.getPrivate()));
      OwnerOnlyFile.write(authorityFile, certificatePem(authority(pair)));
    }
    X509Certificate authority = certificate(authorityFile);
    if (!Files.exists(serverFile) || !suits(certificate(serverFile), authority, names)) {
      KeyPair pair = keyPair();
      X509Certificate server = server(pair, authority, key(authorityKey), names);
      OwnerOnlyFile.write(serverKey, keyPem(pair.getPrivate()));
      OwnerOnlyFile.write(serverFile, certificatePem(server));
    }
    return new TlsIdentity(
        Files.readString(serverFile) + Files.readString(authorityFile),
        Files.readString(serverKey),
        pin(authority));
  }

  private X509Certificate authority(KeyPair pair)
      throws GeneralSecurityException, OperatorCreationException, CertIOException {
    Instant from = clock.instant().minus(BACKDATED);
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
                NAME,
                serial(),
                Date.from(from),
                Date.from(from.plus(AUTHORITY_VALIDITY)),
                NAME,
                pair.getPublic())
            .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
            .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
    return sign(builder, pair.getPrivate());
  }

  private X509Certificate server(
      KeyPair pair, X509Certificate authority, PrivateKey authorityKey, Set<String> names)
      throws GeneralSecurityException, OperatorCreationException, CertIOException {
    Instant from = clock.instant().minus(BACKDATED);
    List<GeneralName> alternatives = new ArrayList<>();
    for (String name : names) {
      alternatives.add(
          new GeneralName(isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name));
    }
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
                authority,
                serial(),
                Date.from(from),
                Date.from(from.plus(SERVER_VALIDITY)),
                new X500Name("CN=relay"),
                pair.getPublic())
            .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
            .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
            .addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
            .addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(alternatives.toArray(GeneralName[]::new)));
    return sign(builder, authorityKey);
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

  private X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
  }

  private KeyPair keyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }

  private BigInteger serial() {
    return new BigInteger(120, random).setBit(120);
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
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
  }

  private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    String pem = Files.readString(file, StandardCharsets.US_ASCII);
    String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }

  private static String certificatePem(X509Certificate certificate)
      throws GeneralSecurityException {
    return pem("CERTIFICATE", certificate.getEncoded());
  }

  private static String keyPem(PrivateKey key) {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  private static String pem(String what, byte[] der) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n";
  }
}
