package org.busel.scenarios;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.busel.relay.Relay;
import org.busel.relay.RelayConfig;
import org.busel.relay.serve.TrustOffice;
import org.busel.store.embedded.EmbeddedStore;
import org.jspecify.annotations.Nullable;

/// The real relay on the embedded store, in this process, on a free port that it keeps over restarts.
final class RealRelay implements RelayStand {
  private final Path folder;
  private final RelayConfig initial;
  private @Nullable Relay relay;
  private int port;

  RealRelay(Path folder) {
    this(folder, RelayConfig.in(folder));
  }

  /// @param initial everything but the ports
  RealRelay(Path folder, RelayConfig initial) {
    this.folder = folder;
    this.initial = initial;
    start();
  }

  @Override
  public String invite() {
    return running().invite(Duration.ofDays(1)).text();
  }

  String invite(Duration validFor) {
    return running().invite(validFor).text();
  }

  @Override
  public void restart() {
    stop();
    start();
  }

  @Override
  public void stop() {
    if (relay != null) {
      relay.close();
      relay = null;
    }
  }

  @Override
  public void start() {
    RelayConfig.Door door = initial.door();
    relay =
        Relay.open(
            initial.withDoor(
                new RelayConfig.Door(
                    "127.0.0.1",
                    port,
                    OptionalInt.of(0),
                    List.of("localhost"),
                    door.certificate())),
            EmbeddedStore.open(folder.resolve("store"), initial.mailboxes().limits()),
            Clock.systemUTC());
    port = relay.port();
  }

  /// The relay's part in the trust chain of its courses.
  TrustOffice trust() {
    return running().trust();
  }

  int port() {
    return port;
  }

  /// Where the relay's metrics can be read.
  int metricsPort() {
    return running().metricsPort().orElseThrow();
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() {
    stop();
  }

  private Relay running() {
    if (relay == null) {
      throw new IllegalStateException("the relay is stopped");
    }
    return relay;
  }
}
