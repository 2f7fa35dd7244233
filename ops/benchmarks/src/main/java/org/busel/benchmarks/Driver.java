package org.busel.benchmarks;

import com.google.protobuf.ByteString;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.busel.wire.ConnectionKind;
import org.busel.wire.LoginProof;
import org.busel.wire.RelayPlace;
import org.busel.wire.v1.ClientFrame;
import org.busel.wire.v1.Login;

/// The driver's one event loop, on which all its connections live, so that nothing of the load needs a lock.
final class Driver implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MORE_CONNECTIONS_THAN_ANY_RUN = 10_000;

  private final Vertx vertx;
  private final Context loop;
  private final WebSocketClient client;
  private final RelayPlace relay;

  /// @param authority certificate that signs the relay's own
  Driver(RelayPlace relay, Path authority) {
    this.relay = relay;
    this.vertx =
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
    this.loop = vertx.getOrCreateContext();
    this.client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setSsl(true)
                .setTrustOptions(new PemTrustOptions().addCertPath(authority.toString()))
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
                .setSslEngineOptions(new OpenSSLEngineOptions())
                .setTcpNoDelay(true)
                .setMaxConnections(MORE_CONNECTIONS_THAN_ANY_RUN));
  }

  Vertx vertx() {
    return vertx;
  }

  RelayPlace relay() {
    return relay;
  }

  /// A connection that nobody knows.
  Future<Line> outbox() {
    return dial(ConnectionKind.OUTBOX).map(Line.Welcomed::line);
  }

  /// A connection on which `persona` is logged in. What waits for it arrives only when its reader is set at once.
  Future<Line> inbox(Persona persona) {
    return dial(ConnectionKind.INBOX).compose(welcomed -> login(welcomed, persona));
  }

  /// Runs on the loop, and waits for what it starts. Never call it on the loop.
  <T> T await(String doing, Supplier<Future<T>> work) {
    try {
      return Future.<T>future(promise -> loop.runOnContext(_ -> work.get().onComplete(promise)))
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new BenchmarkException(doing + " failed", e);
    } catch (TimeoutException e) {
      throw new BenchmarkException(doing + " takes too long", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException(doing + " was interrupted", e);
    }
  }

  /// Lets the load run for a while.
  void run(Duration duration) {
    Void _ =
        await(
            "running the load",
            () -> vertx.timer(duration.toMillis(), TimeUnit.MILLISECONDS).mapEmpty());
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(5, TimeUnit.SECONDS).join();
  }

  private Future<Line.Welcomed> dial(ConnectionKind kind) {
    WebSocketConnectOptions where =
        new WebSocketConnectOptions()
            .setHost(relay.host())
            .setPort(relay.port())
            .setURI(kind.path());
    return client.connect(where).compose(Line::open);
  }

  private Future<Line> login(Line.Welcomed welcomed, Persona persona) {
    byte[] proof = LoginProof.bytesToSign(relay.id(), welcomed.challenge(), persona.device());
    Login login =
        Login.newBuilder()
            .setAccount(persona.device().account().bytes())
            .setDevice(persona.device().number())
            .setSignature(ByteString.copyFrom(persona.login().sign(proof)))
            .build();
    return welcomed
        .line()
        .exchange(ClientFrame.newBuilder().setLogin(login).build())
        .map(answer -> {
          if (!answer.hasLoggedIn()) {
            throw new BenchmarkException("the relay refused a login");
          }
          return welcomed.line();
        });
  }
}
