package org.busel.cli;

import java.util.List;
import java.util.Optional;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.format.Language;
import org.busel.format.ModuleId;
import org.busel.sdk.Device;
import org.busel.sdk.courses.Course;
import org.busel.sdk.courses.CourseSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Brings a module to this device.
@Command(
    name = "fetch",
    description = {
      "bring a module to this device, or up to date",
      "",
      "Only what is missing travels. It can be stopped at any moment and goes on where it was. Wherever",
      "it comes from, it is verified; a mirror on the web sees your address and what you fetch."
    },
    footer = {"", "example:", "  busel course fetch right-to-a-fair-trial --lang be"})
final class CourseFetchVerb extends ProfileVerb {
  private final Terminal terminal;
  private final Badges badges;

  @Parameters(paramLabel = "ID", description = "the module, as busel course list shows it")
  private String id = "";

  @Option(
      names = "--lang",
      paramLabel = "CODE",
      converter = LanguageCode.class,
      description = "only this language, and the module's own where it is missing (default: all)")
  private @Nullable Language lang;

  @Option(
      names = "--from",
      paramLabel = "WHERE",
      description = {
        "a folder of busel mirror, a bundle, the address of a mirror, or the word relay",
        "(default: relay); may be repeated: pieces come from all of them side by side"
      })
  private List<String> from = List.of();

  CourseFetchVerb(Terminal terminal, Profiles profiles, ProfileOptions general, Badges badges) {
    super(profiles, general);
    this.terminal = terminal;
    this.badges = badges;
  }

  @Override
  void check() {
    var _ = ModuleIds.typed(id);
  }

  @Override
  void run(Device device) {
    Optional<Language> language = Optional.ofNullable(lang);
    ModuleId module = ModuleIds.typed(id);
    Progress progress = new Progress(terminal, "fetching");
    List<CourseSource> sources =
        CourseSources.typed(from, device.courses(), RelayAccess.java(outbox()));
    Course course =
        new Fetched(terminal, id)
            .course(
                device.courses().fetch(module, language, progress::reached, sources), progress);
    badges.tell(course.badge());
    terminal.hint("busel course read " + id);
  }

  static Stop noAnchor() {
    return Stop.refused(
        "this device does not know whose word counts about modules",
        "ask the board for the trust root over another channel, then run: busel trust ROOT");
  }
}
