package org.busel.author;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Says everything that is wrong with a module's text. Reads only; calls block for the disk.
public final class ModuleCheck {
  private ModuleCheck() {}

  /// Checks the module in `folder` as of today (UTC).
  ///
  /// @throws java.io.UncheckedIOException if the disk fails
  public static CheckOutcome check(Path folder) {
    return check(folder, LocalDate.now(ZoneOffset.UTC));
  }

  /// Checks the module in `folder` as of `today`, which decides whether its review counts.
  ///
  /// @throws java.io.UncheckedIOException if the disk fails
  public static CheckOutcome check(Path folder, LocalDate today) {
    if (!Files.isDirectory(folder)) {
      return new CheckOutcome.NoFolder();
    }
    Problems problems = new Problems();
    boolean read = new ModuleReader(folder, problems).read(today).isPresent();
    return read && !problems.hasErrors()
        ? new CheckOutcome.Passed(problems.all())
        : new CheckOutcome.NotYet(problems.all());
  }
}
