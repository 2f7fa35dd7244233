package org.busel.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.format.ModuleId;
import org.busel.format.Sha256;
import org.busel.sdk.Device;
import org.busel.sdk.courses.Bundle;
import org.busel.sdk.courses.CourseCopy;
import org.busel.sdk.courses.CourseSource;
import org.busel.sdk.courses.Courses;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes modules into one file.
@Command(
    name = "make",
    description = {
      "write modules, and all by which they are believed, into one file",
      "",
      "Without an ID: all modules of the relay, or of the mirror."
    },
    footer = {"", "example:", "  busel bundle make stick.busel right-to-a-fair-trial"})
final class BundleMakeVerb extends ProfileVerb {
  private final Terminal terminal;
  private final Clock clock;

  @Parameters(index = "0", paramLabel = "FILE", description = "the bundle; must not be there yet")
  private Path file = Path.of("");

  @Parameters(index = "1..*", arity = "0..*", paramLabel = "ID", description = "only these modules")
  private List<String> ids = List.of();

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description = "a folder that busel mirror wrote (default: the relay)")
  private @Nullable String from;

  BundleMakeVerb(Terminal terminal, Profiles profiles, ProfileOptions general, Clock clock) {
    super(profiles, general);
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  void check() {
    ids.forEach(id -> {
      var _ = ModuleIds.typed(id);
    });
  }

  @Override
  void run(Device device) {
    Courses courses = device.courses();
    var anchor = courses.anchor().orElseThrow(CourseFetchVerb::noAnchor);
    CourseSource source = from == null ? courses.relay() : CourseSources.disk(from);
    Set<ModuleId> only = ids.stream().map(ModuleIds::typed).collect(Collectors.toSet());
    try {
      CourseCopy.Outcome outcome = write(source, anchor, only);
      if (!(outcome instanceof CourseCopy.Outcome.Copied)) {
        Files.delete(file);
      }
      Copies.explain(terminal, outcome, file);
      terminal.hint("on another device: busel bundle open " + Typed.word(file.toString()));
    } catch (FileAlreadyExistsException _) {
      throw Stop.refused(file + " is there already", "choose another name");
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }

  private CourseCopy.Outcome write(CourseSource source, Sha256 anchor, Set<ModuleId> only)
      throws IOException {
    try (Bundle.Writing writing = new Bundle.Writing(file)) {
      return new CourseCopy(source, writing).run(anchor, only, clock.instant());
    }
  }
}
