package org.busel.relay;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.busel.relay.serve.TrustOffice;
import org.busel.storage.RelayStore;
import org.busel.wire.LogKeys;

/// Gives an order to the relay of a folder, whether it runs or not.
final class OfflineOrders {
  private OfflineOrders() {}

  /// The answer of the running relay, or that of its store if no relay runs.
  ///
  /// @throws CannotStart if the folder cannot be used
  static List<String> give(RelayConfig config, String order) {
    Optional<List<String>> answer = ControlSocket.ask(config.folder(), order);
    return answer.orElseGet(() -> straightToTheStore(config, order));
  }

  private static List<String> straightToTheStore(RelayConfig config, String order) {
    if (config.door().port() == 0) {
      throw new ConfigException(
          "no relay runs in " + config.folder() + ", and its port is left to chance",
          "start it first, or set relay.port");
    }
    SecureRandom random = new SecureRandom();
    try (RelayFolder folder = RelayFolder.open(config.folder(), random);
        RelayStore store = RelayStores.open(config)) {
      TrustOffice trust =
          new TrustOffice(
              store.catalog(), store.blobs(), folder.trustKeys(), Clock.systemUTC());
      Invitations invitations =
          new Invitations(
              config.place(
                  config.door().port(),
                  folder.tls(config.door(), Clock.systemUTC()),
                  folder.keys()),
              new LogKeys(folder.logKey().publicKey(), config.keyLog().witnessKey()),
              trust::anchor,
              store.directory(),
              Clock.systemUTC(),
              random);
      return new TrustOrders(trust).before(new Orders(invitations)::obey).apply(order);
    } catch (RuntimeException failed) {
      throw CannotStart.because(config, failed);
    }
  }
}
