package org.busel.cli;

import java.util.List;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.format.Language;
import org.busel.format.ModuleVerdict;
import org.busel.format.TrustFault;
import org.busel.sdk.courses.Course;
import org.busel.sdk.courses.FetchOutcome;

/// Says what became of fetching a module.
final class Fetched {
  private final Terminal terminal;
  private final String id;

  Fetched(Terminal terminal, String id) {
    this.terminal = terminal;
    this.id = id;
  }

  /// The module, or a [Stop] that says why there is none.
  Course course(FetchOutcome outcome, Progress progress) {
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
      case FetchOutcome.NoAnchor _ -> throw CourseFetchVerb.noAnchor();
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
