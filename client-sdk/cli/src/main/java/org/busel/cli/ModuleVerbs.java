package org.busel.cli;

import org.busel.cli.terminal.Stop;
import picocli.CommandLine.Command;

/// What a trainer and a reviewer do with modules.
@Command(
    name = "module",
    description = {
      "write, check, build, review, sign and publish modules",
      "",
      "A module is a folder of Markdown and YAML. Built, it is signed by its author and by a",
      "reviewer who is somebody else; only then does a relay admit it and a learner believe it."
    },
    synopsisSubcommandLabel = "VERB",
    footer = {"", "example:", "  busel help module sign"})
final class ModuleVerbs extends Verb {
  @Override
  public void run() {
    throw Stop.misused("module needs a verb", "busel help module");
  }
}
