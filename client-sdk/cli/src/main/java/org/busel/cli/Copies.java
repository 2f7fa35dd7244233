package org.busel.cli;

import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.courses.CourseCopy;

/// Says what became of copying modules.
final class Copies {
  private Copies() {}

  static void explain(Terminal terminal, CourseCopy.Outcome outcome, Object to) {
    switch (outcome) {
      case CourseCopy.Outcome.Copied(int modules, int files, long bytes) ->
          terminal.say(
              to
                  + " holds "
                  + (modules == 1 ? "1 module; " : modules + " modules; ")
                  + files
                  + " files written, "
                  + Sizes.of(bytes));
      case CourseCopy.Outcome.Refused(var why) -> throw Verdicts.refused(why);
      case CourseCopy.Outcome.ModuleRefused(var module, var why) ->
          throw Stop.refused(
              "\"" + module + "\" is not to be believed: " + Verdicts.sentence(why),
              "tell the trainer or the relay's operator");
      case CourseCopy.Outcome.NoSuchModule(var module) ->
          throw Stop.refused("nobody vouches for a module \"" + module + "\"", "busel course list");
      case CourseCopy.Outcome.Interrupted(String reason) ->
          throw Stop.unavailable(reason, "what came is kept; try again");
    }
  }
}
