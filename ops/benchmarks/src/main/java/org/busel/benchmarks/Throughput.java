package org.busel.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.busel.load.DiskSync;
import org.busel.load.Loop;
import org.busel.load.MessageServer;
import org.busel.load.Pairs;
import org.busel.load.Window;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// W1: fifty senders and fifty receivers, each pair with its own mailbox, 2 KiB a message. A message counts as accepted when
/// the server has it as durably as it promises and has said so. Closed loop: a sender has at most so many messages on the way
/// that are not yet both accepted and delivered.
@Command(
    name = "W1",
    description = {
      "Messages that a relay accepts, stores durably and delivers.",
      "50 senders, 50 receivers, 2 KiB each, a mailbox for each pair. With a peer both run in"
          + " turns;",
      "the last line is the median for the last --in-flight, and by how much it is above the"
          + " peer's."
    },
    mixinStandardHelpOptions = true)
final class Throughput implements Runnable {
  private static final int PAIRS = 50;
  private static final Duration WARM_UP = Duration.ofSeconds(6);
  private static final Duration BETWEEN = Duration.ofMillis(1_500);

  @Mixin private Contest contest = new Contest();

  @Option(
      names = "--in-flight",
      split = ",",
      paramLabel = "N",
      description = "messages that each sender keeps on the way, 1 to 256 (default: 32)")
  private List<Integer> inFlight = List.of(32);

  @Option(
      names = "--half-load",
      description =
          "afterwards also at half of what each has reached: latency from when a message was due")
  private boolean halfLoad;

  private Throughput() {}

  @Override
  public void run() {
    contest.check();
    inFlight.forEach(each -> contest.inRange("--in-flight", each, 1, 256));
    Optional<Peer> peer = contest.installedPeer();
    System.out.println(Machine.line());
    try (Scratch scratch = Scratch.make();
        Loop loop = new Loop();
        Sides sides = Sides.start(loop, scratch, contest, peer, PAIRS)) {
      System.out.println(Row.TITLE);
      String last = "";
      for (int each : inFlight) {
        last = measure(loop, sides, each, scratch.folder());
      }
      System.out.println(last);
    }
  }

  /// One strength of the load, in turns.
  private String measure(Loop loop, Sides sides, int each, Path disk) {
    List<MessageServer> servers = sides.servers();
    List<Pairs> loads = new ArrayList<>();
    List<Series> series = new ArrayList<>();
    try {
      for (MessageServer server : servers) {
        loads.add(Pairs.connect(loop, server, PAIRS, each));
        series.add(new Series(server.name()));
      }
      for (int round = 0; round < contest.rounds(); round++) {
        for (int i = 0; i < servers.size(); i++) {
          long sync = DiskSync.medianMicros(disk);
          Duration warmUp = round == 0 ? WARM_UP : BETWEEN;
          Window window = loads.get(i).saturate(each, warmUp, contest.window());
          series.get(i).add(window);
          Row.print(servers.get(i).name(), each + " in flight", window, sync);
        }
      }
      if (halfLoad) {
        for (int i = 0; i < servers.size(); i++) {
          long sync = DiskSync.medianMicros(disk);
          double half = series.get(i).accepted() / 2;
          Window window = loads.get(i).paced(half, BETWEEN, contest.window());
          Row.print(servers.get(i).name(), "half load", window, sync);
        }
      }
      return Series.compare("W1", each + " in flight", series);
    } finally {
      loads.forEach(Pairs::close);
    }
  }
}
