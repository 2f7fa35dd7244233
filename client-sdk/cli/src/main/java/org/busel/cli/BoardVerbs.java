package org.busel.cli;

import org.busel.cli.terminal.Stop;
import picocli.CommandLine.Command;

/// What stewards and the curriculum board do.
@Command(
    name = "board",
    description = {
      "say whose signatures count on modules",
      "",
      "The stewards sign a root: it names them, the curriculum board and the relay. The board signs a",
      "curriculum: who may write and who may review. Learners go by the first root."
    },
    synopsisSubcommandLabel = "VERB",
    footer = {"", "example:", "  busel help board sign"})
final class BoardVerbs extends Verb {
  @Override
  public void run() {
    throw Stop.misused("board needs a verb", "busel help board");
  }
}
