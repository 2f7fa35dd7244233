package org.busel.relay.listen;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What a certificate says of itself, for an operator who wants to know before devices do.
///
/// @param from from when it is valid
/// @param until until when
/// @param names host names and addresses that it is for, in lower case
/// @param keyFits whether the key beside it is its own
public record ServerCertificate(Instant from, Instant until, Set<String> names, boolean keyFits) {
  private static final byte[] ANYTHING = "is this key yours".getBytes(StandardCharsets.US_ASCII);

  public ServerCertificate {
    names = Set.copyOf(names);
  }

  /// Reads the first certificate of a chain, and tries the key.
  ///
  /// @throws IllegalArgumentException if it is no certificate, or the key is no PKCS #8 key of its kind
  public static ServerCertificate of(TlsIdentity identity) {
    try {
      X509Certificate certificate = Pem.certificates(identity.chainPem()).getFirst();
      return new ServerCertificate(
          certificate.getNotBefore().toInstant(),
          certificate.getNotAfter().toInstant(),
          names(certificate),
          fits(identity.keyPem(), certificate));
    } catch (GeneralSecurityException | IllegalArgumentException damaged) {
      throw unusable(damaged);
    }
  }

  /// Until when the first certificate of a chain is valid; the key is not tried.
  ///
  /// @throws IllegalArgumentException if it is no certificate
  public static Instant endOf(TlsIdentity identity) {
    try {
      return Pem.certificates(identity.chainPem()).getFirst().getNotAfter().toInstant();
    } catch (GeneralSecurityException damaged) {
      throw unusable(damaged);
    }
  }

  private static IllegalArgumentException unusable(Exception damaged) {
    return new IllegalArgumentException(
        "the certificate or its key is not PEM that can be used", damaged);
  }

  /// Whether devices that look for this host find it in the certificate. `*.` stands for one label.
  public boolean covers(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    int dot = name.indexOf('.');
    return names.contains(name)
        || names.contains(OwnAuthority.spelled(name))
        || (dot > 0 && names.contains("*" + name.substring(dot)));
  }

  private static Set<String> names(X509Certificate certificate) throws GeneralSecurityException {
    Set<String> names = new LinkedHashSet<>();
    Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
    if (alternatives != null) {
      for (List<?> alternative : alternatives) {
        names.add(String.valueOf(alternative.get(1)).toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  private static boolean fits(String keyPem, X509Certificate certificate)
      throws GeneralSecurityException {
    String algorithm = certificate.getPublicKey().getAlgorithm();
    PrivateKey key = Pem.privateKey(keyPem, algorithm);
    Signature signature =
        Signature.getInstance(
            switch (algorithm) {
              case "EC" -> "SHA256withECDSA";
              case "RSA" -> "SHA256withRSA";
              default -> algorithm; // Ed25519 and its like sign under their own name
            });
    signature.initSign(key);
    signature.update(ANYTHING);
    byte[] made = signature.sign();
    signature.initVerify(certificate.getPublicKey());
    signature.update(ANYTHING);
    return signature.verify(made);
  }
}
