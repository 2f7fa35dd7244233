package org.busel.cli;

import org.busel.cli.terminal.Stop;
import picocli.CommandLine.Command;

/// What the curriculum board does.
@Command(
    name = "board",
    description = {
      "say whose signatures count on modules",
      "",
      "The curriculum board holds one key. With it, it signs the curriculum: who may write and who",
      "may review. Relays and learners know the board by the public half of that key."
    },
    synopsisSubcommandLabel = "VERB",
    footer = {"", "example:", "  busel help board sign"})
final class BoardVerbs extends Verb {
  @Override
  public void run() {
    throw Stop.misused("board needs a verb", "busel help board");
  }
}
