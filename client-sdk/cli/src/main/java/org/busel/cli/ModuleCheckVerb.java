package org.busel.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.busel.author.CheckOutcome;
import org.busel.author.ModuleCheck;
import org.busel.author.Problem;
import org.busel.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Says what is wrong with a module.
@Command(
    name = "check",
    description = "say everything that is wrong with a module, with file, line and a hint",
    footer = {
      "",
      "example:",
      "  busel module check training-content/courses/right-to-a-fair-trial"
    })
final class ModuleCheckVerb extends Verb {
  private final Terminal terminal;
  private final Clock clock;

  @Parameters(paramLabel = "DIR", description = "the module's folder, where module.yaml is")
  private Path folder = Path.of("");

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  ModuleCheckVerb(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public void run() {
    Findings findings = new Findings(terminal);
    switch (ModuleCheck.check(folder, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))) {
      case CheckOutcome.Passed(List<Problem> warnings) -> {
        print(findings, warnings);
        terminal.say("the module can be built; warnings: " + warnings.size());
      }
      case CheckOutcome.NotYet(List<Problem> problems) -> {
        print(findings, problems);
        throw Findings.notYet(problems);
      }
      case CheckOutcome.NoFolder _ -> throw Findings.noFolder(folder);
    }
  }

  private void print(Findings findings, List<Problem> problems) {
    if (json) {
      findings.printJson(problems);
    } else {
      findings.print(problems);
    }
  }
}
