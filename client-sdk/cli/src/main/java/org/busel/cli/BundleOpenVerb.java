package org.busel.cli;

import java.util.List;
import java.util.Optional;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.format.CourseListing;
import org.busel.format.Language;
import org.busel.format.ModuleId;
import org.busel.format.StrictJson;
import org.busel.sdk.Device;
import org.busel.sdk.courses.Course;
import org.busel.sdk.courses.CourseSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Brings what a bundle holds to this device.
@Command(
    name = "open",
    description = {
      "bring all modules of a bundle to this device, without a network",
      "",
      "Everything is verified. What is older than what this device knows is refused."
    },
    footer = {"", "example:", "  busel bundle open stick.busel --lang be"})
final class BundleOpenVerb extends ProfileVerb {
  private final Terminal terminal;
  private final Badges badges;

  @Parameters(paramLabel = "FILE", description = "what busel bundle make wrote")
  private String file = "";

  @Option(
      names = "--lang",
      paramLabel = "CODE",
      converter = LanguageCode.class,
      description = "only this language, and the module's own where it is missing (default: all)")
  private @Nullable Language lang;

  BundleOpenVerb(Terminal terminal, Profiles profiles, ProfileOptions general, Badges badges) {
    super(profiles, general);
    this.terminal = terminal;
    this.badges = badges;
  }

  @Override
  void run(Device device) {
    CourseSource bundle = CourseSources.disk(file);
    for (ModuleId module : modules(bundle)) {
      Progress progress = new Progress(terminal, "reading");
      Course course =
          new Fetched(terminal, module.text())
              .course(
                  device
                      .courses()
                      .fetch(
                          module, Optional.ofNullable(lang), progress::reached, List.of(bundle)),
                  progress);
      badges.tell(course.badge());
    }
    terminal.hint("busel course list --here");
  }

  /// What it says it holds; each is verified when it is fetched.
  private List<ModuleId> modules(CourseSource bundle) {
    if (bundle.get("/v1/catalog", StrictJson.MAX_BYTES) instanceof CourseSource.Answer.Got(var got)
        && CourseListing.read(got.toByteArray())
            instanceof CourseListing.Reading.Read(CourseListing listing)) {
      return listing.modules().stream().map(CourseListing.Entry::module).toList();
    }
    throw Stop.refused(file + " holds no list of modules");
  }
}
