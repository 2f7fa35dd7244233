package org.busel.benchmarks;

import java.util.Locale;
import org.busel.load.LoadException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// `ops/benchmarks/run`: runs one workload of a built checkout and prints its figure as the last line.
@Command(
    name = "ops/benchmarks/run",
    description = "Runs one workload of a built checkout, on loopback, and prints its figure last.",
    mixinStandardHelpOptions = true,
    versionProvider = Machine.class,
    subcommands = {
      Throughput.class,
      OfflineDrain.class,
      IdleConnections.class,
      Chunks.class,
      Sealing.class,
      Publishing.class,
      Rest.class,
      Start.class,
      Expiry.class,
      Erasing.class,
      Opening.class,
      Kill.class,
      Soak.class,
      KeyLogGrowth.class,
    })
final class Main implements Runnable {
  private static final int USAGE = 2;

  @Spec private CommandSpec spec = CommandSpec.create();

  private Main() {}

  /// Runs what the arguments name.
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    System.exit(
        new CommandLine(new Main())
            .setSubcommandsCaseInsensitive(true)
            .setOptionsCaseInsensitive(true)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler((wrong, _) -> misunderstood(wrong))
            .setExecutionExceptionHandler((failed, _, _) -> failed(failed))
            .execute(args));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a workload");
  }

  private static int misunderstood(ParameterException wrong) {
    String said =
        String.valueOf(wrong.getMessage()).lines().findFirst().orElse("that cannot be meant");
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      said = "\"" + unmatched.getUnmatched().getFirst() + "\" is not known here";
    }
    System.err.println(
        "benchmarks: error: " + said.substring(0, 1).toLowerCase(Locale.ROOT) + said.substring(1));
    System.err.println(
        "benchmarks: hint: "
            + (wrong.getCommandLine().getParent() == null
                ? "ops/benchmarks/run --help"
                : "ops/benchmarks/run " + wrong.getCommandLine().getCommandName() + " --help"));
    return USAGE;
  }

  private static int failed(Exception failed) throws Exception {
    if (failed instanceof LoadException said) {
      System.err.println("benchmarks: error: " + said.getMessage());
      System.err.println(
          "benchmarks: hint: run it again on a quiet machine; nothing is left behind");
      return 1;
    }
    throw failed;
  }
}
