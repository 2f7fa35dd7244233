package org.busel.cli;

import java.util.List;
import java.util.Optional;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.format.Language;
import org.busel.format.ModuleId;
import org.busel.sdk.courses.Course;
import org.busel.sdk.courses.Courses;
import org.busel.sdk.courses.OpenCourseOutcome;

/// Opens modules that are on this device, or says what to type instead.
final class OpenCourses {
  private final Terminal terminal;

  OpenCourses(Terminal terminal) {
    this.terminal = terminal;
  }

  Course open(Courses courses, String id) {
    return switch (courses.open(ModuleIds.typed(id))) {
      case OpenCourseOutcome.Opened(Course course) -> course;
      case OpenCourseOutcome.NotFetched _ -> throw notHere(courses, id);
    };
  }

  /// What was asked for, or the best that the module has; it has to be on the device.
  Language language(Course course, Optional<Language> typed, String id) {
    Language language =
        Languages.best(typed, terminal.surroundings(), course.manifest().about().languages());
    if (!course.languages().contains(language)) {
      throw Stop.misused(
          "\"" + id + "\" is not on this device in that language",
          "there is: " + Languages.list(course.languages()),
          "busel course fetch " + id + " --lang " + language);
    }
    return language;
  }

  private static Stop notHere(Courses courses, String id) {
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
