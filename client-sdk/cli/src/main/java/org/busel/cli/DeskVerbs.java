package org.busel.cli;

import org.busel.cli.terminal.Stop;
import picocli.CommandLine.Command;

/// What people do in desks.
@Command(
    name = "desk",
    description = {
      "talk with several people at once",
      "",
      "A desk has up to 200 members. Its admins decide who belongs to it; the relay does not know",
      "that there is one. Everybody is asked before they come in, and whoever was removed reads",
      "nothing that is said afterwards."
    },
    synopsisSubcommandLabel = "VERB",
    footer = {"", "example:", "  busel help desk create"})
final class DeskVerbs extends Verb {
  @Override
  public void run() {
    throw Stop.misused("desk needs a verb", "busel help desk");
  }
}
