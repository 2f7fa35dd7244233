package org.busel.cli;

import java.util.List;
import java.util.Optional;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.format.Language;
import org.busel.format.ModuleId;
import org.busel.sdk.Device;
import org.busel.sdk.courses.Course;
import org.busel.sdk.courses.Courses;
import org.busel.sdk.courses.OpenCourseOutcome;
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
    Optional<Language> typed = Optional.ofNullable(lang);
    Course course = open(device.courses());
    Language language =
        Languages.best(typed, terminal.surroundings(), course.manifest().about().languages());
    if (!course.languages().contains(language)) {
      throw Stop.misused(
          "\"" + id + "\" is not on this device in that language",
          "there is: " + Languages.list(course.languages()),
          "busel course fetch " + id + " --lang " + language);
    }
    badges.tell(course.badge());
    CoursePages pages = new CoursePages(terminal, course, language);
    if (json) {
      pages.printJson();
    } else if (page == null) {
      pages.printContents();
    } else {
      pages.print(page, answers);
    }
  }

  private Course open(Courses courses) {
    return switch (courses.open(ModuleIds.typed(id))) {
      case OpenCourseOutcome.Opened(Course course) -> course;
      case OpenCourseOutcome.NotFetched _ -> throw notHere(courses);
    };
  }

  private Stop notHere(Courses courses) {
    List<String> here =
        courses.onDevice().stream().map(it -> it.manifest().module()).map(ModuleId::text).toList();
    List<String> nearest = NearestNames.of(id, here);
    return nearest.isEmpty()
        ? Stop.misused(
            "\"" + id + "\" is not on this device",
            "busel course fetch " + id,
            "busel course list --here")
        : Stop.misused(
            "\"" + id + "\" is not on this device",
            nearest.stream().map(it -> "busel course read " + it).toArray(String[]::new));
  }
}
