package org.busel.benchmarks;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.busel.wire.JoinLink;

/// W1: fifty senders and fifty receivers, each pair with its own mailbox. A message counts as accepted when the relay
/// has it on disk and has said so. Closed loop: a sender sends the next message when one was accepted.
final class Throughput {
  private static final int PAIRS = 50;
  private static final int CONTENT_BYTES = 2_048;
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration DRAIN = Duration.ofMillis(100);
  private static final int DRAIN_ROUNDS = 200;

  private final RelayProcess relay;
  private final Driver driver;
  private final Duration window;

  private Throughput(RelayProcess relay, Driver driver, Duration window) {
    this.relay = relay;
    this.driver = driver;
    this.window = window;
  }

  /// Measures with each of `inFlight` in turn, over one relay, and prints a line for each.
  ///
  /// @return messages accepted in a second, the highest of the lines
  static long run(Path script, Path folder, Duration window, List<Integer> inFlight) {
    try (RelayProcess relay = RelayProcess.start(script, folder)) {
      List<JoinLink> invitations = relay.invite(PAIRS);
      try (Driver driver = new Driver(invitations.get(0).relay(), relay.authority())) {
        List<Persona> cast = Cast.register(driver, invitations);
        System.out.printf(
            "%d senders, %d receivers, %d bytes, TLS, embedded store, synced before accepted%n",
            PAIRS, PAIRS, CONTENT_BYTES);
        System.out.println(
            "in flight each | accepted/s | delivered/s | p50 ms | p99 ms | p99.9 ms | relay cpu µs"
                + " a message | driver cpu µs a message | disk sync µs");
        Throughput throughput = new Throughput(relay, driver, window);
        long best = 0;
        for (int each : inFlight) {
          best = Math.max(best, throughput.measure(cast, each, DiskSync.medianMicros(folder)));
        }
        return best;
      }
    }
  }

  private long measure(List<Persona> cast, int inFlight, long diskSyncMicros) {
    Load load = new Load();
    List<Line> lines = new ArrayList<>();
    List<Sender> senders = new ArrayList<>();
    for (Persona persona : cast) {
      Line inbox = driver.await("opening an inbox", () -> driver.inbox(persona));
      Line outbox = driver.await("opening an outbox", driver::outbox);
      lines.addAll(List.of(inbox, outbox));
      senders.add(
          driver.await(
              "placing a sender",
              () -> {
                Receiver _ = new Receiver(driver, inbox, load);
                return Future.succeededFuture(
                    new Sender(driver, outbox, persona, CONTENT_BYTES, load));
              }));
    }
    onLoop(() -> senders.forEach(sender -> sender.start(inFlight)));
    driver.run(WARM_UP);

    onLoop(load::measure);
    long startedAt = System.nanoTime();
    long relayCpu = relay.cpuMicros();
    long driverCpu = RelayProcess.ownCpuMicros();
    driver.run(window);
    Load.Counts counts = driver.await("counting", () -> Future.succeededFuture(load.stop()));
    double seconds = (System.nanoTime() - startedAt) / 1e9;
    relayCpu = relay.cpuMicros() - relayCpu;
    driverCpu = RelayProcess.ownCpuMicros() - driverCpu;

    drain(load);
    onLoop(() -> lines.forEach(Line::close));
    print(inFlight, counts, seconds, relayCpu, driverCpu, diskSyncMicros);
    if (load.refusals() > 0) {
      System.out.println("refused and sent again: " + load.refusals());
    }
    return Math.round(counts.accepted() / seconds);
  }

  private void drain(Load load) {
    for (int i = 0; i < DRAIN_ROUNDS; i++) {
      boolean drained =
          driver.await(
              "draining",
              () -> Future.succeededFuture(load.onTheWay() <= 0 && load.unanswered() == 0));
      if (drained) {
        return;
      }
      driver.run(DRAIN);
    }
    throw new BenchmarkException(
        load.onTheWay()
            + " accepted messages were not delivered, "
            + load.unanswered()
            + " not answered");
  }

  private void onLoop(Runnable work) {
    Void _ =
        driver.await(
            "running the load",
            () -> {
              work.run();
              return Future.succeededFuture();
            });
  }

  private static void print(
      int inFlight,
      Load.Counts counts,
      double seconds,
      long relayCpu,
      long driverCpu,
      long diskSyncMicros) {
    Histogram latency = counts.acceptance();
    long messages = Math.max(1, counts.accepted());
    System.out.printf(
        "%14d | %10.0f | %11.0f | %6.2f | %6.2f | %8.2f | %22.1f | %23.1f | %12d%n",
        inFlight,
        counts.accepted() / seconds,
        counts.delivered() / seconds,
        latency.getValueAtPercentile(50) / 1e3,
        latency.getValueAtPercentile(99) / 1e3,
        latency.getValueAtPercentile(99.9) / 1e3,
        (double) relayCpu / messages,
        (double) driverCpu / messages,
        diskSyncMicros);
  }
}
