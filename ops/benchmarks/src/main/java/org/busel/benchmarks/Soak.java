package org.busel.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.busel.load.LoadException;
import org.busel.load.Loop;
import org.busel.load.Pairs;
import org.busel.load.Window;
import org.busel.load.kill.KillReport;
import org.busel.load.kill.KillRounds;
import org.busel.load.relay.RelayProcess;
import org.busel.load.relay.RelayServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A long run: half load with an eye on memory, then kills.
@Command(
    name = "soak",
    description = {
      "Half of what the relay can take, for as long as is asked, with a line a minute; then kill"
          + " rounds.",
      "The verdict says whether memory stayed flat and nothing was lost."
    },
    mixinStandardHelpOptions = true)
final class Soak implements Runnable {
  private static final int PAIRS = 50;
  private static final int IN_FLIGHT = 32;
  private static final int MOST_MINUTES = 24 * 60;
  private static final Duration WARM_UP = Duration.ofSeconds(10);

  /// The last quarter may be this much above the second quarter: a heap that is still finding its size, not a leak.
  private static final double FLAT = 1.10;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description = "of half load, 4 to 1440 (default: ${DEFAULT-VALUE})")
  private int minutes = 60;

  @Option(
      names = "--line",
      paramLabel = "SECONDS",
      description = "that a line stands for, instead of a minute; for a try: 1 to 60")
  private int lineSeconds = 60;

  @Option(
      names = "--kills",
      paramLabel = "N",
      description = "rounds afterwards (default: ${DEFAULT-VALUE})")
  private int kills = 20;

  @Option(names = "--hours", paramLabel = "H", description = "the same in hours")
  private int hours;

  private Soak() {}

  @Override
  public void run() {
    int length = hours > 0 ? hours * 60 : minutes;
    if (length < 4 || length > MOST_MINUTES) {
      throw new ParameterException(
          spec.commandLine(), length + " minutes is not from 4 to " + MOST_MINUTES);
    }
    if (lineSeconds < 1 || lineSeconds > 60 || kills < 1) {
      throw new ParameterException(
          spec.commandLine(), "--line is from 1 to 60, and --kills from 1 on");
    }
    System.out.println(Machine.line());
    try (Scratch scratch = Scratch.make();
        Loop loop = new Loop()) {
      boolean flat = halfLoad(scratch, loop, length, Duration.ofSeconds(lineSeconds));
      KillReport report = kills(scratch, loop, kills);
      System.out.printf(
          "soak %d minutes memory %s lost %d%n", length, flat ? "flat" : "grows", report.lost());
      if (!flat || !report.isClean()) {
        throw new LoadException("the soak failed");
      }
    }
  }

  private static boolean halfLoad(
      Scratch scratch, Loop loop, int minutes, Duration line) {
    RelayProcess.Start how = RelayProcess.Start.usual(Machine.checkout(), scratch.part("soaked"));
    List<Double> kib = new ArrayList<>();
    try (RelayServer server = RelayServer.start(loop, how, PAIRS);
        Pairs pairs = Pairs.connect(loop, server, PAIRS, IN_FLIGHT)) {
      double most = pairs.saturate(IN_FLIGHT, WARM_UP, WARM_UP).acceptedPerSecond();
      System.out.printf("at most %.0f msgs/s; half of it from here on%n", most);
      for (int minute = 1; minute <= minutes; minute++) {
        Window window = pairs.paced(most / 2, Duration.ofMillis(100), line);
        kib.add((double) server.process().residentKib());
        System.out.printf(
            "minute %d | %.0f accepted/s | delivered ms p50 %.2f p99 %.2f p99.9 %.2f | relay cpu"
                + " %.1f µs a message | resident %.1f MiB%n",
            minute,
            window.acceptedPerSecond(),
            Window.millis(window.delivery(), 50),
            Window.millis(window.delivery(), 99),
            Window.millis(window.delivery(), 99.9),
            window.serverMicrosPerMessage(),
            kib.getLast() / 1024);
      }
    }
    int quarter = minutes / 4;
    double early = Series.median(kib.subList(quarter, 2 * quarter));
    double late = Series.median(kib.subList(minutes - quarter, minutes));
    System.out.printf(
        "resident memory, last quarter / second quarter: %.3f (flat below %.2f)%n",
        late / early, FLAT);
    return late / early < FLAT;
  }

  private static KillReport kills(Scratch scratch, Loop loop, int rounds) {
    long seed = System.nanoTime() & 0xffff_ffffL;
    System.out.println("seed " + seed);
    KillReport report =
        KillRounds.run(
            loop,
            RelayProcess.Start.usual(Machine.checkout(), scratch.part("killed")),
            rounds,
            seed,
            System.out::println);
    System.out.println(report.more());
    System.out.println(report.line());
    return report;
  }
}
