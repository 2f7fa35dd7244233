package org.busel.relay.listen;

import org.jspecify.annotations.Nullable;

/// The relay's port could not be opened.
public final class ListenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int port;

  ListenException(String bind, int port, @Nullable Throwable cause) {
    super("cannot listen on " + bind + ":" + port, cause);
    this.port = port;
  }

  /// The port that was asked for.
  public int port() {
    return port;
  }
}
