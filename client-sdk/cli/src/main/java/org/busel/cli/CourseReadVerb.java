package org.busel.cli;

import java.util.Optional;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.format.Language;
import org.busel.sdk.Device;
import org.busel.sdk.courses.Course;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Reads a module that is on this device.
@Command(
    name = "read",
    description = {
      "read a module that is on this device; works without a network",
      "",
      "Without PAGE it says who vouches for the module and lists its pages."
    },
    footer = {
      "",
      "example:",
      "  busel course read right-to-a-fair-trial 1 --lang be",
      "  busel course read right-to-a-fair-trial checklist"
    })
final class CourseReadVerb extends ProfileVerb {
  private final Terminal terminal;
  private final Badges badges;

  @Parameters(index = "0", paramLabel = "ID", description = "the module")
  private String id = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PAGE",
      description = "a lesson's number, or the name of a lesson, quiz or checklist")
  private @Nullable String page;

  @Option(
      names = "--lang",
      paramLabel = "CODE",
      converter = LanguageCode.class,
      description = "language (default: " + Languages.DEFAULT + ")")
  private @Nullable Language lang;

  @Option(names = "--answers", description = "show which answers of a quiz are right")
  private boolean answers;

  @Option(names = "--json", description = "print the list of pages as one JSON document")
  private boolean json;

  CourseReadVerb(Terminal terminal, Profiles profiles, ProfileOptions general, Badges badges) {
    super(profiles, general);
    this.terminal = terminal;
    this.badges = badges;
  }

  @Override
  void check() {
    var _ = ModuleIds.typed(id);
    if (json && page != null) {
      throw Stop.misused(
          "--json lists pages; a page itself is text", "busel course read ID --json");
    }
  }

  @Override
  void run(Device device) {
    OpenCourses courses = new OpenCourses(terminal);
    Course course = courses.open(device.courses(), id);
    Language language = courses.language(course, Optional.ofNullable(lang), id);
    badges.tell(course.badge());
    CoursePages pages = new CoursePages(terminal, course, language, device.courses().ticks());
    if (json) {
      pages.printJson();
    } else if (page == null) {
      pages.printContents();
    } else {
      pages.print(page, answers);
    }
  }
}
