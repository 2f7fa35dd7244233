package org.busel.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The load of W1 on one server: pairs of a sender and a receiver, each with its own mailbox. For threads other than the loop.
public final class Pairs implements AutoCloseable {
  private static final Duration TICK = Duration.ofNanos(500_000);
  private static final Duration REST = Duration.ofMillis(50);
  private static final int REST_ROUNDS = 600;

  private final Loop loop;
  private final MessageServer server;
  private final List<Pair> pairs;
  private final Tally tally;
  private boolean ticking; // loop only

  private Pairs(Loop loop, MessageServer server, List<Pair> pairs, Tally tally) {
    this.loop = loop;
    this.server = server;
    this.pairs = pairs;
    this.tally = tally;
  }

  /// Connects pairs on the mailboxes from 0 on.
  ///
  /// @param mostInFlight what [#saturate] will ask for at most
  public static Pairs connect(Loop loop, MessageServer server, int count, int mostInFlight) {
    Tally tally = new Tally();
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int mailbox = i;
      pairs.add(
          loop.await(
              "connecting to " + server.name(),
              () -> new Pair(loop, tally).connect(server, mailbox, mostInFlight)));
    }
    return new Pairs(loop, server, pairs, tally);
  }

  /// Closed loop: each pair keeps `inFlight` messages on the way.
  public Window saturate(int inFlight, Duration warmUp, Duration window) {
    loop.call("starting", () -> pairs.forEach(pair -> pair.keepInFlight(inFlight)));
    return measure(warmUp, window);
  }

  /// Open loop: `perSecond` messages fall due in a second, evenly, in all; latency counts from when one was due.
  public Window paced(double perSecond, Duration warmUp, Duration window) {
    long every = Math.max(1, Math.round(1e9 * pairs.size() / perSecond));
    loop.call(
        "starting",
        () -> {
          for (int i = 0; i < pairs.size(); i++) {
            pairs.get(i).sendEvery(every, every * i / pairs.size());
          }
          ticking = true;
          tick();
        });
    return measure(warmUp, window);
  }

  private void tick() {
    if (ticking) {
      long now = System.nanoTime();
      pairs.forEach(pair -> pair.tick(now));
      loop.later(TICK, this::tick);
    }
  }

  private Window measure(Duration warmUp, Duration window) {
    loop.run(warmUp);
    loop.call("beginning to count", tally::begin);
    long startedAt = System.nanoTime();
    long serverCpu = server.process().cpuMicros();
    long driverCpu = ServerProcess.ownCpuMicros();
    loop.run(window);
    long serverUsed = server.process().cpuMicros() - serverCpu;
    long driverUsed = ServerProcess.ownCpuMicros() - driverCpu;
    Window counted =
        loop.call(
            "counting",
            () -> {
              double seconds = (System.nanoTime() - startedAt) / 1e9;
              ticking = false;
              Window result = tally.end(seconds, serverUsed, driverUsed);
              pairs.forEach(pair -> pair.keepInFlight(0));
              return result;
            });
    rest();
    return counted;
  }

  // Whatever was accepted must also arrive, or a figure would be worth nothing.
  private void rest() {
    for (int i = 0; i < REST_ROUNDS; i++) {
      if (onTheWay() == 0) {
        return;
      }
      loop.run(REST);
    }
    throw new LoadException(
        onTheWay()
            + " messages to "
            + server.name()
            + " were not both accepted and delivered; accepted "
            + tally.accepted()
            + ", delivered "
            + tally.delivered());
  }

  private long onTheWay() {
    return loop.call("counting", () -> pairs.stream().mapToLong(Pair::onTheWay).sum());
  }

  @Override
  public void close() {
    boolean _ =
        loop.await(
            "closing",
            () -> {
              pairs.forEach(Pair::close);
              return CompletableFuture.completedFuture(true);
            });
  }
}
