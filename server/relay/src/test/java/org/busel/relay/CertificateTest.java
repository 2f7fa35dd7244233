package org.busel.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.busel.store.contract.InMemoryRelayStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Certificates that the operator has brought, of either kind that authorities issue.
class CertificateTest {
  @TempDir Path folder;

  @Test
  void aHandshakeShowsAnRsaCertificateOfTheOperator() throws Exception {
    assertThat(shown(pair("RSA", 2_048), "SHA256withRSA")).isEqualTo("4711");
  }

  @Test
  void aHandshakeShowsAnEllipticCertificateOfTheOperator() throws Exception {
    assertThat(shown(pair("EC", 384), "SHA384withECDSA")).isEqualTo("4711");
  }

  private String shown(KeyPair pair, String algorithm) throws Exception {
    Files.writeString(
        folder.resolve("chain.pem"), pem("CERTIFICATE", certificate(pair, algorithm).getEncoded()));
    Files.writeString(
        folder.resolve("key.pem"), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    RelayConfig config =
        ConfigFile.read(
            folder,
            folder.resolve("relay.conf"),
            Map.of(
                "relay.port", "0",
                "relay.metrics-port", "off",
                "relay.certificate", folder.resolve("chain.pem").toString(),
                "relay.certificate-key", folder.resolve("key.pem").toString()));
    try (Relay relay = Relay.open(config, new InMemoryRelayStore(), Clock.systemUTC())) {
      String first = Handshake.with(relay.port());
      assertThat(Handshake.with(relay.port())).isEqualTo(first); // what was kept is good again
      return first;
    }
  }

  private static KeyPair pair(String algorithm, int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  private static X509Certificate certificate(KeyPair pair, String algorithm)
      throws GeneralSecurityException, OperatorCreationException {
    Instant now = Instant.now();
    X500Name name = new X500Name("CN=relay.example.org");
    return new JcaX509CertificateConverter()
        .getCertificate(
            new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.valueOf(4711),
                    Date.from(now.minus(Duration.ofDays(1))),
                    Date.from(now.plus(Duration.ofDays(60))),
                    name,
                    pair.getPublic())
                .build(new JcaContentSignerBuilder(algorithm).build(pair.getPrivate())));
  }

  private static String pem(String what, byte[] der) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(what, Base64.getMimeEncoder().encodeToString(der), what);
  }
}
