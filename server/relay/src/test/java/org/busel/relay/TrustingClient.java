package org.busel.relay;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import okhttp3.TlsVersion;
import org.busel.relay.listen.OwnAuthority;
import org.busel.wire.RelayPlace;

/// An HTTPS client that trusts exactly the relay of one link.
final class TrustingClient {
  private TrustingClient() {}

  static OkHttpClient of(RelayPlace relay) {
    return of(relay, TlsVersion.TLS_1_3);
  }

  static OkHttpClient of(RelayPlace relay, TlsVersion version) {
    try {
      X509TrustManager pinned = new Pinned(relay);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {pinned}, null);
      return new OkHttpClient.Builder()
          .sslSocketFactory(context.getSocketFactory(), pinned)
          .connectionSpecs(
              List.of(
                  new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS)
                      .tlsVersions(version)
                      .build()))
          .build();
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /// Checks the chain by the pin and by nothing else.
  private record Pinned(RelayPlace relay) implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      throw new CertificateException("a relay has no clients with certificates");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      X509Certificate last = chain[chain.length - 1];
      if (!OwnAuthority.pin(last).equals(relay.tlsPin())) {
        throw new CertificateException("another relay");
      }
      try {
        chain[0].verify(last.getPublicKey());
      } catch (GeneralSecurityException unsigned) {
        throw new CertificateException(unsigned);
      }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
