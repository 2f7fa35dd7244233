package org.busel.relay.listen;

import org.busel.relay.listen.ConnectionLimits.Times;

/// The clocks of one connection: how long it may stay unknown, how long silent, and how long it may take to go. Looked at
/// by the floor's one clock, so that a connection needs no timer. On the connection's event loop only.
final class Pulse {
  /// What the time has come for.
  enum Due {
    NOTHING,
    /// To ask for a sign of life.
    PING,
    /// What had to be said first was not said in time.
    TOO_LATE,
    /// Nothing has been heard for longer than is allowed.
    IDLE,
    /// What was asked before the relay began to close has not been answered in time.
    DRAINED_TOO_LONG,
    /// The peer has not closed in time.
    CLOSED_TOO_LONG
  }

  private enum Phase {
    UNKNOWN,
    OPEN,
    DRAINING,
    CLOSING
  }

  private final Times times;
  private Phase phase = Phase.UNKNOWN;
  private long phaseSinceNanos = System.nanoTime();
  private long heardAtNanos = phaseSinceNanos;
  private long pingedAtNanos = phaseSinceNanos;

  Pulse(Times times) {
    this.times = times;
  }

  /// The connection has said what it had to say in time.
  void loggedIn() {
    begin(Phase.OPEN);
  }

  /// The relay waits for the last answers.
  void draining() {
    begin(Phase.DRAINING);
  }

  /// A close frame was sent.
  void closing() {
    begin(Phase.CLOSING);
  }

  private void begin(Phase next) {
    if (next.compareTo(phase) > 0) {
      phase = next;
      phaseSinceNanos = System.nanoTime();
    }
  }

  /// Something has arrived.
  void heard() {
    heardAtNanos = System.nanoTime();
  }

  /// What is due; each thing at most once in its time.
  Due beat(long nowNanos) {
    long inPhase = nowNanos - phaseSinceNanos;
    switch (phase) {
      case UNKNOWN -> {
        if (inPhase >= times.loginWithin().toNanos()) {
          return Due.TOO_LATE;
        }
      }
      case OPEN -> {}
      case DRAINING -> {
        if (inPhase >= times.drainWithin().toNanos()) {
          return Due.DRAINED_TOO_LONG;
        }
      }
      case CLOSING -> {
        return inPhase >= times.closeWithin().toNanos() ? Due.CLOSED_TOO_LONG : Due.NOTHING;
      }
    }
    if (nowNanos - pingedAtNanos < times.pingEvery().toNanos()) {
      return Due.NOTHING;
    }
    pingedAtNanos = nowNanos;
    return nowNanos - heardAtNanos >= times.idleClose().toNanos() ? Due.IDLE : Due.PING;
  }
}
