package org.busel.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.busel.author.BuildOutcome;
import org.busel.author.ModuleBuild;
import org.busel.author.Problem;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.format.Manifest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Builds a module.
@Command(
    name = "build",
    description = {
      "turn a module's text into what is signed and published",
      "",
      "The same text gives the same bytes on every machine. The folder that was built is printed."
    },
    footer = {
      "",
      "example:",
      "  busel module build courses/right-to-a-fair-trial --out fair-trial"
    })
final class ModuleBuildVerb extends Verb {
  private final Terminal terminal;
  private final Clock clock;

  @Parameters(paramLabel = "DIR", description = "the module's folder, where module.yaml is")
  private Path source = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "where to put it; an earlier build is replaced (default: NAME.module here)")
  private @Nullable Path out;

  ModuleBuildVerb(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public void run() {
    Findings findings = new Findings(terminal);
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    switch (ModuleBuild.build(source, target(), today)) {
      case BuildOutcome.Built(Path folder, Manifest manifest, List<Problem> warnings) -> {
        warnings.forEach(warning -> warning.text().lines().forEach(terminal::say));
        terminal.say(
            manifest.module()
                + " version "
                + manifest.version()
                + ", "
                + Sizes.of(manifest.totalBytes())
                + ", is built and not yet signed");
        terminal.hint("busel module sign " + Typed.word(folder.toString()) + " --key FILE");
        terminal.print(folder.toString());
      }
      case BuildOutcome.NotYet(List<Problem> problems) -> {
        findings.print(problems);
        throw Findings.notYet(problems);
      }
      case BuildOutcome.NoFolder _ -> throw Findings.noFolder(source);
      case BuildOutcome.NotOurs(Path folder) ->
          throw Stop.misused(
              folder + " holds something that is no built module", "choose another: --out DIR");
    }
  }

  private Path target() {
    return out == null
        ? Path.of(source.toAbsolutePath().normalize().getFileName() + ".module")
        : out;
  }
}
