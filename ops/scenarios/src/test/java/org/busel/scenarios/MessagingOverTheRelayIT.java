package org.busel.scenarios;

import java.nio.file.Path;

/// The promises of messaging over the real relay and the embedded store.
final class MessagingOverTheRelayIT extends MessagingScenarios {
  @Override
  RelayStand relay(Path folder) {
    return new RealRelay(folder);
  }
}
