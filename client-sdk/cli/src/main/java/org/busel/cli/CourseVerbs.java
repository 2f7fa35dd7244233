package org.busel.cli;

import org.busel.cli.terminal.Stop;
import picocli.CommandLine.Command;

/// What a learner does with modules.
@Command(
    name = "course",
    description = {
      "find, fetch and read modules, take their quizzes, tick their lists",
      "",
      "Whatever is fetched is verified against the signatures of its author and its reviewer, and",
      "checked again whenever it is read. Reading works without a network, and nobody learns of it."
    },
    synopsisSubcommandLabel = "VERB",
    footer = {"", "example:", "  busel help course fetch"})
final class CourseVerbs extends Verb {
  @Override
  public void run() {
    throw Stop.misused("course needs a verb", "busel help course");
  }
}
