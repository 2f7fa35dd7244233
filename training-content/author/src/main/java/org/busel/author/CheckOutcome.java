package org.busel.author;

import java.util.List;

/// What a check has found.
public sealed interface CheckOutcome {
  /// It can be built.
  ///
  /// @param warnings what a trainer should know all the same
  record Passed(List<Problem> warnings) implements CheckOutcome {
    public Passed {
      warnings = List.copyOf(warnings);
    }
  }

  /// It cannot.
  ///
  /// @param problems all of them, warnings too, by file and line
  record NotYet(List<Problem> problems) implements CheckOutcome {
    public NotYet {
      problems = List.copyOf(problems);
    }
  }

  /// There is no folder at that path.
  record NoFolder() implements CheckOutcome {}
}
