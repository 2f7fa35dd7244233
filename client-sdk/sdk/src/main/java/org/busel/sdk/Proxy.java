package org.busel.sdk;

/// How a connection leaves this machine.
public sealed interface Proxy {
  /// Straight to the relay.
  record Direct() implements Proxy {}

  /// Through a SOCKS 5 proxy, which also looks up the relay's name (a Tor client, for instance).
  record Socks5(String host, int port) implements Proxy {}

  /// Through an HTTP proxy with CONNECT.
  record Http(String host, int port) implements Proxy {}
}
