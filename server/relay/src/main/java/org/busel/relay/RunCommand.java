package org.busel.relay;

import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Runs a relay until the process is told to stop.
@Command(
    name = "run",
    description = {
      "start the relay; stops in order on Ctrl-C or SIGTERM",
      "SIGHUP, as busel-relay reload, reads the configuration and the certificate again."
    },
    sortOptions = false)
final class RunCommand implements Callable<Integer> {
  @Mixin private Place place = new Place();

  @Override
  public Integer call() throws InterruptedException {
    RelayConfig config = place.config();
    Relay relay = Relay.open(config, place::config, RelayStores.open(config), Clock.systemUTC());
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  System.err.println("busel-relay: stopping");
                  relay.close();
                  stopped.countDown();
                },
                "stop"));
    Hangup.calls(() -> relay.reload().tell());
    System.out.println("busel-relay: ready on " + relay.url());
    relay
        .metricsPort()
        .ifPresent(port ->
            System.err.println("busel-relay: metrics on http://127.0.0.1:" + port + "/metrics"));
    stopped.await();
    return Main.DONE;
  }
}
