package org.busel.relay.keylog;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.busel.wire.LogBodies;
import org.busel.wire.RelayPlace;

/// HTTPS to another relay, believed by its pin alone. What comes over it is checked by its signatures.
public final class RelayLine implements Watch.Line, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RelayPlace relay;
  private final HttpClient client;

  /// Opens nothing yet.
  public RelayLine(RelayPlace relay) {
    this.relay = relay;
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(null, new TrustManager[] {new Pinned(relay)}, null);
      this.client =
          HttpClient.newBuilder()
              .sslContext(context)
              .connectTimeout(PATIENCE)
              .version(HttpClient.Version.HTTP_1_1)
              .build();
    } catch (GeneralSecurityException noTls) {
      throw new IllegalStateException("this JDK has no TLS 1.3", noTls);
    }
  }

  @Override
  public Optional<ByteString> get(String path) {
    try {
      HttpResponse<InputStream> response =
          client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        byte[] bytes = in.readNBytes(LogBodies.MAX_BYTES + 1);
        return response.statusCode() == 200
            ? Optional.of(ByteString.copyFrom(bytes))
            : Optional.empty();
      }
    } catch (IOException unreachable) {
      return Optional.empty();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public int put(String path, ByteString body) {
    try {
      return client
          .send(
              request(path)
                  .PUT(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException unreachable) {
      return 0;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(relay.url() + path))
        .timeout(PATIENCE)
        .header("User-Agent", "busel");
  }

  @Override
  public void close() {
    client.close();
  }

  /// Extended, so that the JDK adds no check of its own.
  private static final class Pinned extends X509ExtendedTrustManager {
    private final RelayPlace relay;

    Pinned(RelayPlace relay) {
      this.relay = relay;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
      try {
        boolean pinned = false;
        for (int i = 0; i < chain.length; i++) {
          chain[i].checkValidity();
          if (i + 1 < chain.length) {
            chain[i].verify(chain[i + 1].getPublicKey());
          }
          byte[] key = chain[i].getPublicKey().getEncoded();
          byte[] pin = MessageDigest.getInstance("SHA-256").digest(key);
          pinned |= MessageDigest.isEqual(pin, relay.tlsPin().toByteArray());
        }
        if (!pinned) {
          throw new CertificateException("another relay");
        }
      } catch (GeneralSecurityException unsound) {
        throw new CertificateException("another relay", unsound);
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      throw new CertificateException("nobody comes here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      throw new CertificateException("nobody comes here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("nobody comes here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
