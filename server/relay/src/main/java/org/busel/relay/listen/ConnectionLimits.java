package org.busel.relay.listen;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.busel.wire.Limits;

/// How long connections may take and how much they may hold. Other values than [#DEFAULTS] are for tests: devices rely
/// on what PROTOCOL.md says.
///
/// @param times how long a connection may wait, and be waited for
/// @param requestsInFlight requests of one connection without an answer, 1 to 64; then its socket is no longer read
/// @param writeQueueBytes written and not yet taken by the peer, per connection, before nothing more is offered and
///     nothing more is read
/// @param connections open at once; more are turned away
/// @param bytesInWork of all requests that are being answered together: at half of it nothing more is read for a while,
///     and beyond it requests are told that the relay is busy
public record ConnectionLimits(
    Times times, int requestsInFlight, int writeQueueBytes, int connections, int bytesInWork) {
  /// What PROTOCOL.md says; 64 KiB to write, 20,000 connections, 8 MiB in work.
  public static final ConnectionLimits DEFAULTS =
      new ConnectionLimits(Times.DEFAULTS, Limits.REQUESTS_IN_FLIGHT, 64 << 10, 20_000, 8 << 20);

  public ConnectionLimits {
    if (requestsInFlight < 1 || requestsInFlight > Limits.REQUESTS_IN_FLIGHT) {
      throw new IllegalArgumentException(requestsInFlight + " requests in flight is out of range");
    }
    if (writeQueueBytes < 1 || connections < 1 || bytesInWork < Limits.FRAME_BYTES) {
      throw new IllegalArgumentException("limits of connections are out of range");
    }
  }

  /// The same with other times.
  public ConnectionLimits withTimes(Times other) {
    return new ConnectionLimits(other, requestsInFlight, writeQueueBytes, connections, bytesInWork);
  }

  /// The same with fewer bytes for requests that are being answered.
  public ConnectionLimits withBytesInWork(int other) {
    return new ConnectionLimits(times, requestsInFlight, writeQueueBytes, connections, other);
  }

  /// How long a connection may wait, and be waited for; all above zero.
  ///
  /// @param loginWithin from the TLS handshake to Hello, and on an inbox to Login
  /// @param pingEvery between two pings of the relay
  /// @param idleClose without a byte from the peer, before the relay closes
  /// @param closeWithin for the peer to answer a close frame
  /// @param drainWithin for requests in flight to be answered when the relay shuts down
  public record Times(
      Duration loginWithin,
      Duration pingEvery,
      Duration idleClose,
      Duration closeWithin,
      Duration drainWithin) {
    /// What PROTOCOL.md says; 5 seconds each for closing and draining.
    public static final Times DEFAULTS =
        new Times(
            Limits.LOGIN_WITHIN,
            Limits.PING_EVERY,
            Limits.IDLE_CLOSE,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));

    /// How often the clock of a loop looks at its connections: often enough for the shortest of these times.
    Duration beat() {
      Duration shortest = Collections.min(List.of(loginWithin, pingEvery, closeWithin, drainWithin));
      return Collections.max(List.of(Duration.ofMillis(10), shortest.dividedBy(5)));
    }
  }
}
