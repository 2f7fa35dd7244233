package org.busel.sdk.transport;

import java.net.Proxy;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.CookieJar;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.TlsVersion;
import org.busel.wire.Limits;
import org.busel.wire.RelayPlace;

/// An HTTP client that talks to one relay and nobody else: TLS 1.3, pinned, without cookies, redirects or caches, and
/// with its own pool, so that two of them never share a connection. Safe for many threads.
public final class RelayHttp implements AutoCloseable {
  private final RelayPlace place;
  private final OkHttpClient client;

  private RelayHttp(RelayPlace place, OkHttpClient client) {
    this.place = place;
    this.client = client;
  }

  /// A client for the relay at `place`.
  ///
  /// @param proxy the way out; a SOCKS proxy is given the relay's name unresolved
  /// @param patience longest wait for a connection, and for every single read or write on plain HTTPS
  public static RelayHttp to(RelayPlace place, Proxy proxy, Duration patience) {
    PinnedTrust trust = new PinnedTrust(place.tlsPin());
    ConnectionSpec tls13 =
        new ConnectionSpec.Builder(ConnectionSpec.RESTRICTED_TLS)
            .tlsVersions(TlsVersion.TLS_1_3)
            .build();
    OkHttpClient client =
        new OkHttpClient.Builder()
            .proxy(proxy)
            .connectTimeout(patience)
            .readTimeout(patience)
            .writeTimeout(patience)
            .pingInterval(Limits.PING_EVERY)
            .connectionSpecs(List.of(tls13))
            .sslSocketFactory(socketsTrusting(trust).getSocketFactory(), trust)
            .cookieJar(CookieJar.NO_COOKIES)
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .dispatcher(new Dispatcher(daemons()))
            .connectionPool(new ConnectionPool(1, 1, TimeUnit.MINUTES))
            .addInterceptor(new SocketGuard())
            .build();
    return new RelayHttp(place, client);
  }

  /// For plain HTTPS below [#place]. The caller closes what it gets out of it, and never this client's own parts.
  public OkHttpClient client() {
    return client;
  }

  /// The relay.
  public RelayPlace place() {
    return place;
  }

  /// Cuts every connection.
  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  private static SSLContext socketsTrusting(PinnedTrust trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(null, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this platform has no TLS 1.3", e);
    }
  }

  // Daemons: an app that forgets to close a device must still be able to end.
  private static ExecutorService daemons() {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        10,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, "busel-transport");
          thread.setDaemon(true);
          return thread;
        });
  }
}
