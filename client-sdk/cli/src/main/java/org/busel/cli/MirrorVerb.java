package org.busel.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Device;
import org.busel.sdk.courses.CourseCopy;
import org.busel.sdk.courses.Courses;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Copies all modules of the relay into a folder.
@Command(
    name = "mirror",
    description = {
      "copy all modules of the relay into a folder that any web server can offer",
      "",
      "Run it again, by a timer, to bring the folder up to date: only what is new travels. Learners",
      "fetch with busel course fetch ID --from FOLDER, or --from the address of the web server; they",
      "verify everything, so whoever runs the mirror need not be trusted."
    },
    footer = {"", "example:", "  busel mirror /srv/www/courses"})
final class MirrorVerb extends ProfileVerb {
  private final Terminal terminal;
  private final Clock clock;

  @Parameters(paramLabel = "DIR", description = "the folder; made if it is not there")
  private Path folder = Path.of("");

  MirrorVerb(Terminal terminal, Profiles profiles, ProfileOptions general, Clock clock) {
    super(profiles, general);
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  void run(Device device) {
    Courses courses = device.courses();
    var anchor = courses.anchor().orElseThrow(CourseFetchVerb::noAnchor);
    try {
      Copies.explain(
          terminal,
          new CourseCopy(courses.relay(), CourseCopy.into(folder))
              .run(anchor, Set.of(), clock.instant()),
          folder);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be written", e);
    }
  }
}
