package org.busel.sdk;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.busel.keys.Argon2Cost;

/// How a device behaves; [#DEFAULTS] suits people, the `with` methods suit tests and unusual networks.
///
/// @param routes how the two kinds of connection leave this machine
/// @param clock tells the time for expiry and rotation
/// @param random where keys and ids come from
/// @param vaultCost what one try of a passphrase costs; empty measures for about half a second, once, when a profile is
///     made
/// @param timing how long to wait for a relay
public record Options(
    Routes routes,
    Clock clock,
    SecureRandom random,
    Optional<Argon2Cost> vaultCost,
    Timing timing) {
  /// Straight to the relay, the system's clock and randomness, half a second for a passphrase.
  public static final Options DEFAULTS =
      new Options(
          new Routes(new Proxy.Direct(), new Proxy.Direct()),
          Clock.systemUTC(),
          new SecureRandom(),
          Optional.empty(),
          Timing.DEFAULTS);

  /// Receiving and sending never share a connection; they may even leave by different proxies.
  ///
  /// @param inbox for the connection that logs in and receives
  /// @param outbox for the connection that never logs in, and sends
  public record Routes(Proxy inbox, Proxy outbox) {}

  /// How long to wait for a relay.
  ///
  /// @param connect until the relay has welcomed a connection, 1 millisecond to 5 minutes
  /// @param request until a request is answered, what a busy relay asks to wait included, 1 millisecond to 5 minutes
  /// @param firstRetry longest wait before the first new try after a broken connection
  /// @param slowestRetry longest wait before any new try
  public record Timing(
      Duration connect, Duration request, Duration firstRetry, Duration slowestRetry) {
    /// 15 s, 15 s, 1 s, 2 min.
    public static final Timing DEFAULTS =
        new Timing(
            Duration.ofSeconds(15),
            Duration.ofSeconds(15),
            Duration.ofSeconds(1),
            Duration.ofMinutes(2));
  }

  /// The same with both connections through one proxy.
  public Options withProxy(Proxy proxy) {
    return withRoutes(new Routes(proxy, proxy));
  }

  /// The same with other ways out.
  public Options withRoutes(Routes other) {
    return new Options(other, clock, random, vaultCost, timing);
  }

  /// The same with another clock.
  public Options withClock(Clock other) {
    return new Options(routes, other, random, vaultCost, timing);
  }

  /// The same with other randomness. Only tests have a reason.
  public Options withRandom(SecureRandom other) {
    return new Options(routes, clock, other, vaultCost, timing);
  }

  /// The same with another price for a try of the passphrase; matters only when a profile is made.
  public Options withVaultCost(Argon2Cost other) {
    return new Options(routes, clock, random, Optional.of(other), timing);
  }

  /// The same with other waits.
  public Options withTiming(Timing other) {
    return new Options(routes, clock, random, vaultCost, other);
  }
}
