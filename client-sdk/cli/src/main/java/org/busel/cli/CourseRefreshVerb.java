package org.busel.cli;

import java.util.List;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.format.TrustFault;
import org.busel.sdk.Device;
import org.busel.sdk.courses.Course;
import org.busel.sdk.courses.RefreshOutcome;
import picocli.CommandLine.Command;

/// Asks what is still vouched for.
@Command(
    name = "refresh",
    description = {
      "ask the relay whether the modules on this device are still vouched for, and current",
      "",
      "Moves a few kilobytes. Modules themselves are brought by busel course fetch."
    },
    footer = {"", "example:", "  busel course refresh"})
final class CourseRefreshVerb extends ProfileVerb {
  private final Terminal terminal;
  private final Badges badges;

  CourseRefreshVerb(Terminal terminal, Profiles profiles, ProfileOptions general, Badges badges) {
    super(profiles, general);
    this.terminal = terminal;
    this.badges = badges;
  }

  @Override
  void run(Device device) {
    switch (device.courses().refresh()) {
      case RefreshOutcome.Refreshed() -> show(device.courses().onDevice());
      case RefreshOutcome.NoAnchor() -> throw CourseFetchVerb.noAnchor();
      case RefreshOutcome.Refused(TrustFault why) -> throw Verdicts.refused(why);
      case RefreshOutcome.Interrupted(String reason) -> throw Profiles.unreachable(reason);
    }
  }

  private void show(List<Course> courses) {
    if (courses.isEmpty()) {
      terminal.say("no modules on this device");
    }
    for (Course course : courses) {
      terminal.print(course.manifest().module() + "  v" + course.manifest().version());
      badges.tell(course.badge());
    }
  }
}
