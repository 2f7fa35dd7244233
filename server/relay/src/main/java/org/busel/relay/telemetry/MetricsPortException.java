package org.busel.relay.telemetry;

import org.jspecify.annotations.Nullable;

/// The port for Prometheus could not be opened.
public final class MetricsPortException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int port;

  MetricsPortException(int port, @Nullable Throwable cause) {
    super("cannot listen for Prometheus on 127.0.0.1:" + port, cause);
    this.port = port;
  }

  /// The port that was asked for.
  public int port() {
    return port;
  }
}
