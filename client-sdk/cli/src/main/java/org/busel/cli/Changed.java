package org.busel.cli;

import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.ChangeOutcome;

/// Says what became of a change to a message.
final class Changed {
  private Changed() {}

  /// @param done what is true now, such as "message #12 is deleted"
  /// @throws Stop if it was not done
  static void explain(
      Terminal terminal, Place place, long number, ChangeOutcome outcome, String done) {
    switch (outcome) {
      case ChangeOutcome.Changed(_, boolean told) -> {
        terminal.say(done);
        if (!told) {
          terminal.say(place.quoted() + " is not told yet: the relay cannot be reached");
          terminal.hint("busel receive tells them later");
        }
      }
      case ChangeOutcome.NoSuchMessage _ -> throw MessageNumber.none(place, number);
      case ChangeOutcome.NotYours _ ->
          throw Stop.refused("message #" + number + " is not yours to change");
      case ChangeOutcome.NotText _ ->
          throw Stop.refused("message #" + number + " has no words to edit");
      case ChangeOutcome.TooLate(java.time.Duration within) ->
          throw Stop.refused(
              "a message can be edited for " + MessageWords.roughly(within) + " only",
              "busel delete " + place.typed() + " " + number + " --for-everyone");
      case ChangeOutcome.TooOften(int limit) ->
          throw Stop.refused(
              "a message can be edited " + limit + " times only",
              "busel delete " + place.typed() + " " + number + " --for-everyone");
      case ChangeOutcome.TooLarge(int limitBytes) ->
          throw Stop.refused(
              "a message is at most " + limitBytes + " bytes", "make it shorter");
      case ChangeOutcome.NotAMember _ ->
          throw Stop.refused("you do not belong to that desk any more", "busel desk list");
      case ChangeOutcome.NotAnEmoji _ ->
          throw Stop.misused("a reaction is exactly one emoji", "busel react NAME N 👍");
    }
  }
}
