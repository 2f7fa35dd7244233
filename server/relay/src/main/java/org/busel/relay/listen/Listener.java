package org.busel.relay.listen;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import org.busel.relay.auth.Logins;
import org.busel.relay.deliver.Deliveries;
import org.busel.relay.limits.Gate;
import org.busel.relay.telemetry.RelayMeters;
import org.busel.wire.ConnectionKind;
import org.busel.wire.RelayId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The relay's one public port: WebSockets for devices, ordinary HTTPS for everybody. Safe for many threads.
public final class Listener {
  private static final Logger log = LoggerFactory.getLogger(Listener.class);

  /// Vert.x shares one free port among all listeners of a deployment that ask for this one.
  private static final int ANY_PORT = -1;

  private static final Set<String> TLS = Set.of("TLSv1.3");
  private static final int NOT_FOUND = 404;

  private final Hall hall;
  private final int port;
  private final String deployment;
  private final Vertx vertx;
  private final List<HttpServer> servers;

  private Listener(Hall hall, int port, String deployment, Vertx vertx, List<HttpServer> servers) {
    this.servers = List.copyOf(servers);
    this.hall = hall;
    this.port = port;
    this.deployment = deployment;
    this.vertx = vertx;
  }

  /// Where and as whom to listen.
  ///
  /// @param bind address or host name
  /// @param port 0 for any free one
  /// @param loops event loops that share the port, 1 or more
  /// @param tls nothing if a proxy on this machine speaks TLS for the relay
  public record Door(String bind, int port, int loops, Optional<TlsIdentity> tls) {}

  /// The rooms behind the sockets.
  ///
  /// @param relayId what a Welcome says
  public record Rooms(
      RelayId relayId, Logins logins, Calls calls, Deliveries deliveries, RelayMeters meters) {}

  /// What stands behind the port.
  ///
  /// @param gate how often anybody may ask
  /// @param site answers whatever is not a WebSocket of a device; called on an event loop
  /// @param threads virtual ones, made for each task
  public record Inside(
      Rooms rooms,
      ConnectionLimits limits,
      Gate gate,
      Handler<HttpServerRequest> site,
      Executor threads) {}

  /// Opens the port. Blocks until it is open.
  ///
  /// @throws ListenException if it cannot be opened
  public static Listener open(Vertx vertx, Door door, Inside inside) {
    Hall hall = new Hall(inside.rooms(), inside.limits(), inside.gate(), inside.threads());
    AtomicInteger port = new AtomicInteger();
    List<HttpServer> servers = new CopyOnWriteArrayList<>();
    HttpServerOptions options = options(door, inside.limits());
    Future<String> deployed =
        vertx.deployVerticle(
            () -> new Loop(options, hall, inside.site(), port, servers),
            new DeploymentOptions().setInstances(door.loops()));
    try {
      String deployment = deployed.toCompletionStage().toCompletableFuture().join();
      return new Listener(hall, port.get(), deployment, vertx, servers);
    } catch (CompletionException failed) {
      throw new ListenException(door.bind(), door.port(), failed.getCause());
    }
  }

  /// The port that is open.
  public int port() {
    return port;
  }

  /// Shows another certificate in every handshake from here on; connections that are open stay as they are. Blocks. Does
  /// nothing where a proxy speaks TLS.
  ///
  /// @throws IllegalArgumentException if it cannot be used; the one before is still shown
  public void show(TlsIdentity tls) {
    ServerSSLOptions options = new ServerSSLOptions();
    options
        .setKeyCertOptions(TlsKey.of(tls))
        .setUseAlpn(false)
        .setEnabledSecureTransportProtocols(TLS)
        .setSslHandshakeTimeout(hall.limits().times().loginWithin().toMillis())
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    try {
      for (HttpServer server : servers) {
        boolean _ =
            server.updateSSLOptions(options).toCompletionStage().toCompletableFuture().join();
      }
    } catch (CompletionException unusable) {
      throw new IllegalArgumentException("the certificate cannot be used", unusable.getCause());
    }
  }

  /// Lets nobody in any more, tells every device to come back later, and waits until they are gone or their time is
  /// over. Blocks; not for an event loop.
  public void close() {
    hall.drain();
    Duration patience =
        hall.limits().times().drainWithin().plus(hall.limits().times().closeWithin());
    long until = System.nanoTime() + patience.toNanos();
    try {
      while (!hall.isEmpty() && System.nanoTime() < until) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    vertx.undeploy(deployment).toCompletionStage().toCompletableFuture().join();
    hall.close();
  }

  private static HttpServerOptions options(Door door, ConnectionLimits limits) {
    ConnectionLimits.Times times = limits.times();
    HttpServerOptions options = new HttpServerOptions();
    options
        .setHost(door.bind())
        .setPort(door.port() == 0 ? ANY_PORT : door.port())
        .setHttp2ClearTextEnabled(false)
        .setTcpNoDelay(true)
        // Longer than an idle WebSocket may be silent: this is for plain HTTP, and for peers that
        // never finish a head.
        .setReadIdleTimeout(Math.toIntExact(times.idleClose().plusSeconds(10).toMillis()))
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false);
    door.tls().ifPresent(tls -> speakTls(options, TlsKey.of(tls), times));
    return options;
  }

  private static void speakTls(
      HttpServerOptions options, KeyCertOptions key, ConnectionLimits.Times times) {
    options
        .setSsl(true)
        .setUseAlpn(false)
        .setKeyCertOptions(key)
        .setEnabledSecureTransportProtocols(TLS)
        .setSslHandshakeTimeout(times.loginWithin().toMillis())
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    if (OpenSSLEngineOptions.isAvailable()) {
      options.setSslEngineOptions(new OpenSSLEngineOptions());
    } else {
      log.info("TLS by the JDK, because BoringSSL is not there for this platform");
      options.setSslEngineOptions(new JdkSSLEngineOptions());
    }
  }

  /// One event loop's share of the port.
  private static final class Loop extends VerticleBase {
    private final HttpServerOptions options;
    private final Hall hall;
    private final Handler<HttpServerRequest> site;
    private final AtomicInteger port;
    private final List<HttpServer> servers;

    Loop(
        HttpServerOptions options,
        Hall hall,
        Handler<HttpServerRequest> site,
        AtomicInteger port,
        List<HttpServer> servers) {
      this.servers = servers;
      this.options = options;
      this.hall = hall;
      this.site = site;
      this.port = port;
    }

    @Override
    public Future<?> start() {
      Floor floor = new Floor(((ContextInternal) context).nettyEventLoop(), hall);
      hall.open(floor);
      WebSocketUpgrade upgrade = new WebSocketUpgrade(floor);
      HttpServer server = vertx.createHttpServer(options);
      server.requestHandler(request -> answer(request, upgrade));
      if (options.isSsl()) {
        servers.add(server);
        RelayMeters meters = hall.rooms().meters();
        server.connectionHandler(_ -> meters.handshake(RelayMeters.Handshake.DONE));
      }
      // Handshakes that fail, resets, garbage before the first request: the peer's affair, and it
      // may be quoted, so it is counted and no more.
      server.exceptionHandler(failure -> {
        if (failure instanceof SSLException) {
          hall.rooms().meters().handshake(RelayMeters.Handshake.FAILED);
        }
      });
      return server.listen().onSuccess(open -> port.set(open.actualPort()));
    }

    private void answer(HttpServerRequest request, WebSocketUpgrade upgrade) {
      if (!WebSocketUpgrade.isAskedBy(request)) {
        site.handle(request);
      } else {
        Optional.ofNullable(request.path())
            .flatMap(ConnectionKind::of)
            .ifPresentOrElse(
                kind -> upgrade.answer(request, kind),
                () -> request.response().setStatusCode(NOT_FOUND).end());
      }
    }
  }
}
