package org.busel.relay.listen;

import io.vertx.core.Vertx;
import org.busel.relay.listen.ConnectionLimits.Times;

/// The clocks of one connection: how long it may stay unknown, and how long it may stay silent. On the connection's
/// event loop only.
final class Pulse {
  /// What happens each time the relay would ping.
  interface Beat {
    /// The time has come.
    ///
    /// @param isIdle whether nothing has been heard for longer than is allowed
    void at(boolean isIdle);
  }

  private static final long NONE = -1;

  private final Vertx vertx;
  private final Times times;
  private long loginTimer = NONE;
  private long beatTimer = NONE;
  private long heardAtNanos = System.nanoTime();

  Pulse(Vertx vertx, Times times) {
    this.vertx = vertx;
    this.times = times;
  }

  /// Starts both clocks.
  ///
  /// @param notLoggedIn run once, unless [#loggedIn] comes before
  void start(Runnable notLoggedIn, Beat beat) {
    loginTimer = vertx.setTimer(times.loginWithin().toMillis(), _ -> notLoggedIn.run());
    beatTimer = vertx.setPeriodic(times.pingEvery().toMillis(), _ -> beat.at(isIdle()));
  }

  /// The connection has said what it had to say in time.
  void loggedIn() {
    boolean _ = vertx.cancelTimer(loginTimer);
  }

  /// Something has arrived.
  void heard() {
    heardAtNanos = System.nanoTime();
  }

  /// Stops both clocks.
  void stop() {
    boolean _ = vertx.cancelTimer(loginTimer);
    boolean _ = vertx.cancelTimer(beatTimer);
  }

  private boolean isIdle() {
    return System.nanoTime() - heardAtNanos >= times.idleClose().toNanos();
  }
}
