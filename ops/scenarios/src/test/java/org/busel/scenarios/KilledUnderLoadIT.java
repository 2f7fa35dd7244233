package org.busel.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.busel.load.Loop;
import org.busel.load.kill.KillReport;
import org.busel.load.kill.KillRounds;
import org.busel.load.relay.RelayProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A relay that is killed again and again while two dozen senders are busy. The long form is `ops/benchmarks/run kill`.
final class KilledUnderLoadIT {
  private static final int KILLS = 12;

  @TempDir Path folder;

  @Test
  void whatWasAcceptedArrivesUnalteredInOrderAndTwiceOnlyUnderTheSameId() {
    long seed = Long.getLong("busel.seed", System.nanoTime());
    System.out.println("busel.seed=" + seed);
    try (Loop loop = new Loop()) {
      KillReport report =
          KillRounds.run(
              loop,
              RelayProcess.Start.usual(Path.of("..", ".."), folder.resolve("relay")),
              KILLS,
              seed,
              System.out::println);

      System.out.println(report.more());
      System.out.println(report.line());
      assertThat(report.accepted()).isGreaterThan(KILLS);
      assertThat(report.lost()).isZero();
      assertThat(report.altered()).isZero();
      assertThat(report.outOfOrder()).isZero();
    }
  }
}
