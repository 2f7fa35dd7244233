package org.busel.cli;

import org.busel.cli.terminal.Stop;
import picocli.CommandLine.Command;

/// What is done with bundles.
@Command(
    name = "bundle",
    description = {
      "carry modules in one file, for instance on a USB stick",
      "",
      "A bundle is verified like a relay: whoever carries it can leave something out or bring",
      "something old, which is shown, and can change nothing."
    },
    synopsisSubcommandLabel = "VERB",
    footer = {"", "example:", "  busel help bundle make"})
final class BundleVerbs extends Verb {
  @Override
  public void run() {
    throw Stop.misused("bundle needs a verb", "busel help bundle");
  }
}
