package org.busel.author;

import java.nio.file.Path;
import java.util.List;
import org.busel.format.Manifest;

/// What became of building a module.
public sealed interface BuildOutcome {
  /// It lies in `folder`, unsigned.
  record Built(Path folder, Manifest manifest, List<Problem> warnings) implements BuildOutcome {
    public Built {
      warnings = List.copyOf(warnings);
    }
  }

  /// Something is wrong with the text; nothing was written.
  record NotYet(List<Problem> problems) implements BuildOutcome {
    public NotYet {
      problems = List.copyOf(problems);
    }
  }

  /// There is no folder at the source path.
  record NoFolder() implements BuildOutcome {}

  /// The output folder holds something that is no built module; nothing was written.
  record NotOurs(Path folder) implements BuildOutcome {}
}
