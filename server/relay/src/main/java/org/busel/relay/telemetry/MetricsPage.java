package org.busel.relay.telemetry;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.CompletionException;

/// The meters of one relay, and the page at `/metrics` where Prometheus reads them: plain HTTP, on the loopback
/// interface only, whatever the relay's own address is. Safe for many threads.
public final class MetricsPage {
  private static final String LOOPBACK = "127.0.0.1";
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final int NOT_FOUND = 404;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
  private final RelayMeters meters = new RelayMeters(registry);

  public MetricsPage() {
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    garbageCollection.bindTo(registry);
  }

  /// The meters that the rooms of the relay count with.
  public RelayMeters meters() {
    return meters;
  }

  /// Opens the page. Blocks until it is open.
  ///
  /// @param port 0 for any free one
  /// @return the port that is open
  /// @throws MetricsPortException if it cannot be opened
  public int open(Vertx vertx, int port) {
    HttpServer server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost(LOOPBACK).setPort(port))
            .requestHandler(this::answer);
    try {
      return server.listen().toCompletionStage().toCompletableFuture().join().actualPort();
    } catch (CompletionException failed) {
      throw new MetricsPortException(port, failed.getCause());
    }
  }

  /// Lets go of what the meters hold on to.
  public void close() {
    garbageCollection.close();
    registry.close();
  }

  private void answer(HttpServerRequest request) {
    if ("/metrics".equals(request.path())) {
      request.response().putHeader("Content-Type", TEXT).end(registry.scrape());
    } else {
      request.response().setStatusCode(NOT_FOUND).end();
    }
  }
}
