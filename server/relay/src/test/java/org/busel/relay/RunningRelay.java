package org.busel.relay;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.busel.relay.listen.ConnectionLimits;
import org.busel.storage.RelayStore;
import org.busel.wire.ConnectionKind;
import org.busel.wire.JoinLink;
import org.busel.wire.v1.Welcome;

/// A relay on free ports of this machine, for one test.
final class RunningRelay implements AutoCloseable {
  private final Relay relay;
  private final JoinLink link;

  RunningRelay(Relay relay) {
    this.relay = relay;
    this.link = relay.invite(Duration.ofHours(1));
  }

  static RunningRelay open(Path folder, RelayStore store) {
    return open(folder, store, UnaryOperator.identity());
  }

  static RunningRelay open(Path folder, RelayStore store, UnaryOperator<RelayConfig> change) {
    RelayConfig config = change.apply(RelayConfig.in(folder).onFreePorts());
    return new RunningRelay(Relay.open(config, store, Clock.systemUTC()));
  }

  /// Short times, so that a test need not wait as long as a device would.
  static ConnectionLimits.Times impatient() {
    return new ConnectionLimits.Times(
        Duration.ofMillis(300),
        Duration.ofMillis(100),
        Duration.ofMillis(400),
        Duration.ofSeconds(1),
        Duration.ofSeconds(1));
  }

  Line inbox() {
    return Line.open(link.relay(), ConnectionKind.INBOX);
  }

  Line outbox() {
    return Line.open(link.relay(), ConnectionKind.OUTBOX);
  }

  /// An outbox that has said Hello and may ask.
  Line openOutbox() {
    Line outbox = outbox();
    Welcome _ = outbox.hello();
    return outbox;
  }

  /// A device that has registered.
  TestDevice newDevice() {
    TestDevice device = new TestDevice();
    try (Line outbox = openOutbox()) {
      outbox.send(device.register(relay.invite(Duration.ofHours(1)).token()));
      if (!outbox.response().hasRegistered()) {
        throw new AssertionError("a new device was not registered");
      }
    }
    return device;
  }

  /// The device's inbox, logged in.
  Line logIn(TestDevice device) {
    Line inbox = inbox();
    inbox.send(device.login(inbox.hello()));
    if (!inbox.next().hasLoggedIn()) {
      throw new AssertionError("a registered device could not log in");
    }
    return inbox;
  }

  Relay relay() {
    return relay;
  }

  JoinLink link() {
    return link;
  }

  /// What Prometheus would read.
  String metrics() {
    return Browser.plain("http://127.0.0.1:" + relay.metricsPort().orElseThrow() + "/metrics");
  }

  /// The sum of all meters of this name.
  double metric(String name) {
    return metrics()
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  Browser browser() {
    return new Browser(link.relay());
  }

  @Override
  public void close() {
    relay.close();
  }
}
