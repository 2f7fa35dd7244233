package org.busel.relay.telemetry;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The meters of one relay, and the page at `/metrics` where Prometheus reads them: plain HTTP, on the loopback
/// interface only, whatever the relay's own address is. Safe for many threads.
public final class MetricsPage {
  private static final Logger log = LoggerFactory.getLogger(MetricsPage.class);
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

  /// Adds the meters that are read and not counted.
  public Vitals vitals(Vitals.Sources sources, Clock clock) {
    Vitals vitals = new Vitals(sources, clock, registry);
    PrometheusRegistry histograms = registry.getPrometheusRegistry();
    histograms.register(
        new SpreadCollector(
            "relay_store_commit_envelopes",
            "Envelopes that became durable together",
            1,
            () -> vitals.figures().commits().envelopes()));
    histograms.register(
        new SpreadCollector(
            "relay_store_commit_seconds",
            "How long a group commit took, from the first byte to the end of the sync",
            1e6,
            () -> vitals.figures().commits().micros()));
    return vitals;
  }

  /// Opens the page. Blocks until it is open.
  ///
  /// @param port 0 for any free one
  /// @param look is done before each answer, on one of `threads`
  /// @return the port that is open
  /// @throws MetricsPortException if it cannot be opened
  public int open(Vertx vertx, int port, Executor threads, Runnable look) {
    HttpServer server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost(LOOPBACK).setPort(port))
            .requestHandler(request -> answer(request, vertx.getOrCreateContext(), threads, look));
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

  private void answer(HttpServerRequest request, Context loop, Executor threads, Runnable look) {
    if ("/metrics".equals(request.path())) {
      // Hundreds of lines and a look at the store: not for an event loop.
      threads.execute(() -> {
        String page = page(look);
        loop.runOnContext(_ -> {
          if (!request.response().closed()) {
            request.response().putHeader("Content-Type", TEXT).end(page);
          }
        });
      });
    } else {
      request.response().setStatusCode(NOT_FOUND).end();
    }
  }

  private String page(Runnable look) {
    try {
      look.run();
    } catch (RuntimeException bug) { // the page must still show what was counted
      Faults.report(log, "reading the meters", bug);
    }
    return registry.scrape();
  }
}
