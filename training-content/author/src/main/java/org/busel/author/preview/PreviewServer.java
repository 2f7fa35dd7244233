package org.busel.author.preview;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Serves a module's pages on the loopback, and tells the browser when the text has changed.
///
/// Every request runs on a virtual thread of its own. Only requests that name the loopback are answered: a web site whose
/// name somebody points at this machine reads nothing.
public final class PreviewServer implements AutoCloseable {
  private static final String POLICY =
      "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'; script-src 'self';"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  private static final Duration GLANCE = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final PreviewSite site;
  private final Set<String> hosts;

  private PreviewServer(HttpServer server, PreviewSite site) {
    this.server = server;
    this.site = site;
    int port = server.getAddress().getPort();
    this.hosts = Set.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port);
  }

  /// Starts to serve the module in `folder`.
  ///
  /// @param port 0 for any that is free
  /// @throws UncheckedIOException if the port is taken
  public static PreviewServer start(Path folder, int port, Clock clock) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
      PreviewServer preview = new PreviewServer(server, new PreviewSite(folder, clock));
      server.setExecutor(preview.threads);
      var _ = server.createContext("/", preview::answer);
      server.start();
      return preview;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on port " + port, e);
    }
  }

  /// Where to look.
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /// Stops, and removes what was built.
  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
    site.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      @Nullable String host = exchange.getRequestHeaders().getFirst("Host");
      if (host == null || !hosts.contains(host)) {
        send(exchange, PreviewPage.text(403, "only this machine is answered"));
      } else if (!exchange.getRequestMethod().equals("GET")) {
        send(exchange, PreviewPage.text(405, "only GET is answered"));
      } else if (exchange.getRequestURI().getPath().equals("/changes")) {
        send(exchange, changes(String.valueOf(exchange.getRequestURI().getQuery())));
      } else {
        send(exchange, site.page(exchange.getRequestURI().getPath()));
      }
    }
  }

  /// Answers when the text is another one than the browser has seen, or when it has waited long enough.
  private PreviewPage changes(String seen) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && site.stamp().equals(seen)) {
      try {
        if (closed.await(GLANCE.toMillis(), TimeUnit.MILLISECONDS)) {
          break;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    return PreviewPage.text(200, site.stamp());
  }

  private static void send(HttpExchange exchange, PreviewPage page) throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.put("Content-Type", List.of(page.mediaType()));
    headers.put("Content-Security-Policy", List.of(POLICY));
    headers.put("X-Content-Type-Options", List.of("nosniff"));
    headers.put("Referrer-Policy", List.of("no-referrer"));
    headers.put("Cross-Origin-Resource-Policy", List.of("same-origin"));
    headers.put("Cache-Control", List.of("no-store"));
    byte[] body = page.body();
    exchange.sendResponseHeaders(page.status(), body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
