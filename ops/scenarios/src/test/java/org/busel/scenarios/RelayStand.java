package org.busel.scenarios;

/// A relay that a scenario may invite people to, restart, and take away.
interface RelayStand extends AutoCloseable {
  /// A one-time place on the relay, as a `busel:join#…` link.
  String invite();

  /// Stops the relay in order and starts it again on the same port with the same data.
  void restart();

  /// Stops the relay until [#start].
  void stop();

  /// Starts a stopped relay again.
  void start();

  @Override
  void close();
}
