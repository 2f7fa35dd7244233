package org.busel.testkit;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate authority of its own, and a server certificate for `localhost` under it.
final class SimulatedTls {
  private static final X500Name AUTHORITY = new X500Name("CN=simulated authority");

  private final X509Certificate authority;
  private final SSLSocketFactory sockets;

  /// Makes both.
  ///
  /// @param hostName that the certificate is for
  SimulatedTls(String hostName) {
    try {
      KeyPair authorityKey = keyPair();
      KeyPair serverKey = keyPair();
      this.authority = certificate(AUTHORITY, authorityKey, authorityKey, new BasicConstraints(0));
      X509Certificate server =
          certificate(
              new X500Name("CN=simulated relay"),
              serverKey,
              authorityKey,
              new GeneralNames(new GeneralName(GeneralName.dNSName, hostName)));
      this.sockets = sockets(serverKey, server, authority);
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("this platform cannot make certificates", e);
    }
  }

  /// SHA-256 of the authority's SubjectPublicKeyInfo.
  ByteString pin() {
    try {
      return ByteString.copyFrom(
          MessageDigest.getInstance("SHA-256").digest(authority.getPublicKey().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every platform has SHA-256", e);
    }
  }

  SSLSocketFactory sockets() {
    return sockets;
  }

  private static KeyPair keyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  private static X509Certificate certificate(
      X500Name name, KeyPair key, KeyPair issuer, BasicConstraints constraints)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    JcaX509v3CertificateBuilder builder = builder(name, key);
    return sign(builder.addExtension(Extension.basicConstraints, true, constraints), issuer);
  }

  private static X509Certificate certificate(
      X500Name name, KeyPair key, KeyPair issuer, GeneralNames names)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    JcaX509v3CertificateBuilder builder = builder(name, key);
    return sign(builder.addExtension(Extension.subjectAlternativeName, false, names), issuer);
  }

  private static JcaX509v3CertificateBuilder builder(X500Name name, KeyPair key) {
    Instant now = Instant.now();
    return new JcaX509v3CertificateBuilder(
        AUTHORITY,
        BigInteger.valueOf(now.toEpochMilli()),
        Date.from(now.minus(Duration.ofDays(1))),
        Date.from(now.plus(Duration.ofDays(30))),
        name,
        key.getPublic());
  }

  private static X509Certificate sign(
      org.bouncycastle.cert.X509v3CertificateBuilder builder, KeyPair issuer)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate())));
  }

  private static SSLSocketFactory sockets(
      KeyPair serverKey, X509Certificate server, X509Certificate authority)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "relay", serverKey.getPrivate(), new char[0], new X509Certificate[] {server, authority});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(keys.getKeyManagers(), null, null);
    return context.getSocketFactory();
  }
}
