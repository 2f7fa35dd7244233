package org.busel.cli;

import java.util.List;
import java.util.Optional;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.format.Language;
import org.busel.format.ModuleId;
import org.busel.format.ModuleVerdict;
import org.busel.format.TrustFault;
import org.busel.sdk.Device;
import org.busel.sdk.courses.Course;
import org.busel.sdk.courses.FetchOutcome;
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
      "Only what is missing travels. It can be stopped at any moment and goes on where it was."
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
    Course course = fetched(device.courses().fetch(module, language, progress::reached), progress);
    badges.tell(course.badge());
    terminal.hint("busel course read " + id);
  }

  static Stop noAnchor() {
    return Stop.refused(
        "this device does not know whose word counts about modules",
        "ask the board for the trust root over another channel, then run: busel trust ROOT");
  }

  private Course fetched(FetchOutcome outcome, Progress progress) {
    progress.over();
    return switch (outcome) {
      case FetchOutcome.Fetched(Course course, int chunks, long bytes) -> {
        terminal.say(
            chunks == 0
                ? id + " is up to date: version " + course.manifest().version()
                : id
                    + " version "
                    + course.manifest().version()
                    + " is here and verified; "
                    + Sizes.of(bytes)
                    + " travelled");
        yield course;
      }
      case FetchOutcome.NoAnchor _ -> throw noAnchor();
      case FetchOutcome.NoSuchModule _ ->
          throw Stop.refused("the relay has no module \"" + id + "\"", "busel course list");
      case FetchOutcome.NoSuchLanguage(List<Language> available) ->
          throw Stop.refused(
              "\"" + id + "\" is not there in that language",
              "there is: " + Languages.list(available));
      case FetchOutcome.TrustRefused(TrustFault why) -> throw Verdicts.refused(why);
      case FetchOutcome.ModuleRefused(ModuleVerdict why) -> throw Verdicts.refused(why);
      case FetchOutcome.ChunkAltered _ ->
          throw Stop.refused(
              "a piece is not what was signed: the relay, or somebody on the way, altered it",
              "it was thrown away; try again, over another network if you can");
      case FetchOutcome.ChunkNotThere(int missing) ->
          throw Stop.unavailable(
              "the relay lacks pieces of the module: " + missing,
              "what came is kept; try again later: busel course fetch " + id);
      case FetchOutcome.Interrupted(String reason, int missing) ->
          throw Stop.unavailable(
              reason + (missing == 0 ? "" : "; pieces still missing: " + missing),
              "what came is kept; go on with: busel course fetch " + id);
    };
  }
}
