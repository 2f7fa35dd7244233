package org.busel.scenarios;

import java.nio.file.Path;

/// The same promises over the simulator, so that an app's own tests may rely on it.
final class MessagingOverTheSimulatorIT extends MessagingScenarios {
  @Override
  RelayStand relay(Path folder) {
    return new SimulatedRelay();
  }
}
