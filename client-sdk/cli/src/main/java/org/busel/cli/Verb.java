package org.busel.cli;

import picocli.CommandLine.Option;

/// One thing that `busel` can do. A verb that cannot do it throws [org.busel.cli.terminal.Stop].
abstract class Verb implements Runnable {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      order = Integer.MAX_VALUE,
      description = "say what this verb does")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;
}
