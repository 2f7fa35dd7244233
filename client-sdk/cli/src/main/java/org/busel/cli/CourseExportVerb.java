package org.busel.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.export.ExportFormat;
import org.busel.export.Exported;
import org.busel.format.Language;
import org.busel.sdk.Device;
import org.busel.sdk.courses.Course;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes a module for another system.
@Command(
    name = "export",
    description = {
      "write a module that is on this device into a file for another system",
      "",
      "epub for readers, html to print, cartridge for Moodle and Canvas, qti and gift for the questions",
      "alone. Works without a network. What leaves carries no signature and is not encrypted; what the",
      "other format cannot hold is listed."
    },
    footer = {
      "",
      "example:",
      "  busel course export right-to-a-fair-trial --to epub --lang be",
      "  busel course export right-to-a-fair-trial --to cartridge --out course.imscc"
    })
final class CourseExportVerb extends ProfileVerb {
  private final Terminal terminal;
  private final Badges badges;

  @Parameters(index = "0", paramLabel = "ID", description = "the module")
  private String id = "";

  @Option(names = "--to", required = true, paramLabel = "FORMAT", description = "epub, html, cartridge, qti or gift")
  private String to = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "a file that is not there yet (default: the module's id, language and ending, here)")
  private @Nullable Path out;

  @Option(
      names = "--lang",
      paramLabel = "CODE",
      converter = LanguageCode.class,
      description = "language (default: " + Languages.DEFAULT + ")")
  private @Nullable Language lang;

  CourseExportVerb(Terminal terminal, Profiles profiles, ProfileOptions general, Badges badges) {
    super(profiles, general);
    this.terminal = terminal;
    this.badges = badges;
  }

  @Override
  void check() {
    var _ = ModuleIds.typed(id);
    var _ = format();
  }

  @Override
  void run(Device device) {
    OpenCourses courses = new OpenCourses(terminal);
    Course course = courses.open(device.courses(), id);
    Language language = courses.language(course, Optional.ofNullable(lang), id);
    badges.tell(course.badge());
    Exported exported = format().write(new CourseBooklet(course, language).booklet());
    Path file =
        out == null ? Path.of(id + "-" + language + format().ending()) : out;
    write(file, exported.bytes());
    exported.lost().forEach(it -> terminal.say("left behind: " + it));
    terminal.say("in " + file + ", without a signature and readable by whoever has it");
  }

  private ExportFormat format() {
    return ExportFormat.of(to)
        .orElseThrow(() ->
            Stop.misused(
                "there is no format \"" + to + "\"",
                "there is: "
                    + Arrays.stream(ExportFormat.values())
                        .map(ExportFormat::word)
                        .collect(Collectors.joining(", "))));
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw Stop.misused("the file is there already: " + file, "choose another name with --out");
    } catch (IOException e) {
      throw Stop.unavailable("the file cannot be written: " + file, "choose another with --out");
    }
  }
}
