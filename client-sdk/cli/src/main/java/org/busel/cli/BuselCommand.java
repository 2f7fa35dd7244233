package org.busel.cli;

import org.busel.cli.terminal.Stop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `busel` itself, which does nothing without a verb.
@Command(
    name = "busel",
    description = "messages and courses that nobody on the way can read or change",
    synopsisSubcommandLabel = "VERB",
    footer = {
      "",
      "busel help VERB says more about each, with an example",
      "",
      "data goes to standard output, everything else to standard error",
      "exit codes: 0 done, 1 refused by a rule, 2 wrong usage or input, 3 unreachable or"
          + " unavailable"
    })
final class BuselCommand extends Verb {
  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "say which version this is")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean version;

  @Override
  public void run() {
    throw Stop.misused("no verb given", "busel help");
  }
}
