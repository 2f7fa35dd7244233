package org.busel.cli;

import java.util.List;
import org.busel.author.Problem;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;

/// Prints what is wrong with a module's text, a line or two each, as editors understand it: `FILE:LINE:COLUMN: …`.
final class Findings {
  private final Terminal terminal;

  Findings(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(List<Problem> problems) {
    problems.forEach(problem -> problem.text().lines().forEach(terminal::print));
  }

  void printJson(List<Problem> problems) {
    terminal.print(fields -> {
      fields.writeArrayFieldStart("problems");
      for (Problem problem : problems) {
        fields.writeStartObject();
        fields.writeStringField(
            "severity",
            switch (problem.severity()) {
              case ERROR -> "error";
              case WARNING -> "warning";
            });
        fields.writeStringField("file", problem.place().file());
        fields.writeNumberField("line", problem.place().line());
        fields.writeNumberField("column", problem.place().column());
        fields.writeStringField("message", problem.message());
        fields.writeStringField("hint", problem.hint());
        fields.writeEndObject();
      }
      fields.writeEndArray();
    });
  }

  static Stop notYet(List<Problem> problems) {
    long errors = problems.stream().filter(it -> it.severity() == Problem.Severity.ERROR).count();
    return Stop.refused(
        "the module cannot be built; errors: " + errors, "mend them, then check again");
  }

  static Stop noFolder(Object folder) {
    return Stop.misused("there is no folder " + folder);
  }
}
