package org.busel.scenarios;

import org.busel.testkit.RelaySimulator;

/// The simulator of the testkit as a scenario's relay.
final class SimulatedRelay implements RelayStand {
  private final RelaySimulator simulator = RelaySimulator.started();

  @Override
  public String invite() {
    return simulator.joinLink().text();
  }

  @Override
  public void restart() {
    simulator.stop();
    simulator.start();
  }

  @Override
  public void stop() {
    simulator.stop();
  }

  @Override
  public void start() {
    simulator.start();
  }

  @Override
  public void close() {
    simulator.close();
  }
}
