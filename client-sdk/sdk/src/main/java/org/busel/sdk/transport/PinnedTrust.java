package org.busel.sdk.transport;

import com.google.protobuf.ByteString;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/// Trusts one relay: a chain in which a certificate has the pinned public key, and every certificate below it is
/// signed by the next. System roots play no part, so no certificate authority can stand in for a relay.
///
/// Validity dates are checked with the system's clock. The host name is checked by OkHttp after this. Immutable.
final class PinnedTrust implements X509TrustManager {
  static final String ANOTHER_KEY = "it has another key than the invitation says";
  static final String NO_AUTHORITY = "a certificate in its chain may not sign others";
  static final String WRONG_SIGNATURE = "a signature in its certificate chain is wrong";

  private static final int LONGEST_CHAIN = 5;

  private final ByteString pin;

  /// @param pin 32 bytes, SHA-256 of a SubjectPublicKeyInfo
  PinnedTrust(ByteString pin) {
    this.pin = pin;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    int pinned = indexOfPinned(chain);
    for (int i = 0; i <= pinned; i++) {
      chain[i].checkValidity();
    }
    for (int i = 0; i < pinned; i++) {
      if (chain[i + 1].getBasicConstraints() < 0) {
        throw new CertificateException(NO_AUTHORITY);
      }
      requireSignedBy(chain[i], chain[i + 1]);
    }
  }

  private int indexOfPinned(X509Certificate[] chain) throws CertificateException {
    for (int i = 0; i < Math.min(chain.length, LONGEST_CHAIN); i++) {
      if (MessageDigest.isEqual(pin.toByteArray(), sha256(chain[i].getPublicKey().getEncoded()))) {
        return i;
      }
    }
    throw new CertificateException(ANOTHER_KEY);
  }

  private static void requireSignedBy(X509Certificate certificate, X509Certificate issuer)
      throws CertificateException {
    try {
      certificate.verify(issuer.getPublicKey());
    } catch (CertificateException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new CertificateException(WRONG_SIGNATURE, e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every platform has SHA-256", e);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("a device serves nobody");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
