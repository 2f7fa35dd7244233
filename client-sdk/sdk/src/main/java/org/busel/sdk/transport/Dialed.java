package org.busel.sdk.transport;

/// What became of connecting to a relay.
public sealed interface Dialed {
  /// Welcomed; the caller closes the connection.
  record Open(RelayConnection connection) implements Dialed {}

  /// Nothing answered, or not as a relay does; try again later.
  ///
  /// @param reason for people, without addresses
  record Unreachable(String reason) implements Dialed {}

  /// Something answered that cannot prove to be the relay.
  ///
  /// @param reason for people
  record NotTrusted(String reason) implements Dialed {}

  /// The relay and this device have no version of the protocol in common.
  record VersionTooOld() implements Dialed {}
}
