package org.busel.benchmarks;

import org.busel.load.LoadException;
import org.busel.load.Loop;
import org.busel.load.kill.KillReport;
import org.busel.load.kill.KillRounds;
import org.busel.load.relay.RelayProcess;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Kills a relay under load, round after round, and compares the journals of its devices.
@Command(
    name = "kill",
    description = {
      "Kills a relay (SIGKILL) at random moments under load and starts it again, round after"
          + " round.",
      "Then every accepted message must have been delivered: unaltered, in order, and twice only"
          + " with the same id."
    },
    mixinStandardHelpOptions = true)
final class Kill implements Runnable {
  private static final int MOST_ROUNDS = 10_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "how often, 1 to 10000 (default: ${DEFAULT-VALUE})")
  private int rounds = 20;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "of the moments; that of an earlier run repeats them (default: a fresh one)")
  private @Nullable Long seed;

  private Kill() {}

  @Override
  public void run() {
    if (rounds < 1 || rounds > MOST_ROUNDS) {
      throw new ParameterException(
          spec.commandLine(), "--rounds " + rounds + " is not from 1 to " + MOST_ROUNDS);
    }
    long moments = seed == null ? System.nanoTime() & 0xffff_ffffL : seed;
    System.out.println(Machine.line());
    System.out.println("seed " + moments);
    try (Scratch scratch = Scratch.make();
        Loop loop = new Loop()) {
      RelayProcess.Start how = RelayProcess.Start.usual(Machine.checkout(), scratch.part("relay"));
      KillReport report = KillRounds.run(loop, how, rounds, moments, System.out::println);
      System.out.println(report.more());
      System.out.println(report.line());
      if (!report.isClean()) {
        throw new LoadException("the relay did not keep its word; seed " + moments);
      }
    }
  }
}
