package org.busel.relay.listen;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
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

/// Makes the relay's certificates. Apart from [OwnAuthority], which most starts get by with: loading what this needs
/// takes longer than everything else that a start does with certificates.
final class Issuer {
  private static final Duration AUTHORITY_VALIDITY = Duration.ofDays(3_650);
  private static final Duration SERVER_VALIDITY = Duration.ofDays(365);

  /// Clocks of devices may be behind.
  private static final Duration BACKDATED = Duration.ofDays(1);

  private static final X500Name NAME = new X500Name("CN=relay authority");

  private final Clock clock;
  private final SecureRandom random;

  Issuer(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  /// A certificate that says that this key pair may sign others.
  X509Certificate authority(KeyPair pair) throws GeneralSecurityException {
    Instant from = clock.instant().minus(BACKDATED);
    try {
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
    } catch (CertIOException unencodable) {
      throw new GeneralSecurityException("a certificate could not be written", unencodable);
    }
  }

  /// A certificate for a server.
  ///
  /// @param names host names and addresses by which devices reach it
  X509Certificate server(
      KeyPair pair, X509Certificate authority, PrivateKey authorityKey, Collection<String> names)
      throws GeneralSecurityException {
    Instant from = clock.instant().minus(BACKDATED);
    List<GeneralName> alternatives = new ArrayList<>();
    for (String name : names) {
      boolean address = OwnAuthority.isAddress(name);
      alternatives.add(
          new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name));
    }
    try {
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
    } catch (CertIOException unencodable) {
      throw new GeneralSecurityException("a certificate could not be written", unencodable);
    }
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    } catch (OperatorCreationException noSigner) {
      throw new GeneralSecurityException("a certificate could not be signed", noSigner);
    }
  }

  private BigInteger serial() {
    return new BigInteger(120, random).setBit(120);
  }
}
