package org.busel.cli;

import org.busel.cli.terminal.Stop;
import picocli.CommandLine.Command;

/// What protects a profile when somebody forces its owner to open it.
@Command(
    name = "duress",
    description = {
      "a second passphrase, for when you are forced to give one",
      "",
      "It opens another profile that lies in the same files: a decoy, with an account, contacts and",
      "messages of its own. Nothing in the files says whether there is one."
    },
    synopsisSubcommandLabel = "VERB",
    footer = {"", "example:", "  busel help duress set"})
final class DuressVerbs extends Verb {
  @Override
  public void run() {
    throw Stop.misused("duress needs a verb", "busel help duress");
  }
}
