package org.busel.cli;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.format.Checklist;
import org.busel.format.Language;
import org.busel.sdk.Device;
import org.busel.sdk.courses.Course;
import org.busel.sdk.courses.Lesson;
import org.busel.sdk.courses.PageOutcome;
import org.busel.sdk.courses.TickBook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Ticks a step of a checklist.
@Command(
    name = "tick",
    description = {
      "tick a step of a module's checklist",
      "",
      "Ticks stay on this device, encrypted, also when a newer version of the module comes."
    },
    footer = {"", "example:", "  busel course tick digital-security-in-exile 1"})
final class CourseTickVerb extends ProfileVerb {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "ID", description = "the module")
  private String id = "";

  @Parameters(index = "1", paramLabel = "STEP", description = "a step's number in the list")
  private int number;

  @Option(names = "--undo", description = "take the tick away")
  private boolean undo;

  CourseTickVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void check() {
    var _ = ModuleIds.typed(id);
  }

  @Override
  void run(Device device) {
    OpenCourses courses = new OpenCourses(terminal);
    Course course = courses.open(device.courses(), id);
    Language language = courses.language(course, Optional.empty(), id);
    Lesson page =
        course
            .checklist(language)
            .orElseThrow(() ->
                Stop.misused("the module has no checklist", "busel course read " + id));
    List<Checklist.Step> steps = steps(course.checklist(page));
    if (number < 1 || number > steps.size()) {
      throw Stop.misused(
          "the checklist has steps 1 to " + steps.size(),
          "busel course read " + id + " " + page.item());
    }
    TickBook ticks = device.courses().ticks();
    ticks.tick(course.manifest().module(), page.item(), steps.get(number - 1).id(), !undo);
    Set<String> ticked = ticks.ticked(course.manifest().module(), page.item());
    long left = steps.stream().filter(step -> !ticked.contains(step.id())).count();
    terminal.say(left == 0 ? "all steps are done" : "steps left: " + left);
  }

  private List<Checklist.Step> steps(PageOutcome<Checklist> outcome) {
    return switch (outcome) {
      case PageOutcome.Page<Checklist>(Checklist checklist) -> checklist.steps();
      case PageOutcome.NotHere<Checklist> _ ->
          throw Stop.unavailable(
              "the checklist is not whole on this device", "busel course fetch " + id);
      case PageOutcome.NeedsNewerApp<Checklist> _ ->
          throw Stop.refused("the checklist needs a newer busel", "update busel");
    };
  }
}
