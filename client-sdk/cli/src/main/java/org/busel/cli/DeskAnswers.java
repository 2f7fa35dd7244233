package org.busel.cli;

import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Contact;
import org.busel.sdk.Desk;
import org.busel.sdk.DeskOutcome;

/// Says what became of something that a person wanted to do to a desk.
final class DeskAnswers {
  private DeskAnswers() {}

  /// @param done what to say if it was done
  /// @throws Stop if it was not
  static void tell(Terminal terminal, DeskOutcome outcome, String done) {
    switch (outcome) {
      case DeskOutcome.Done(Desk _, boolean told) -> {
        terminal.say(done);
        if (!told) {
          terminal.say("the relay cannot be reached now; the others hear of it later");
          terminal.hint("busel receive");
        }
      }
      case DeskOutcome.NotAMember _ ->
          throw Stop.refused("you do not belong to that desk", "busel desk list");
      case DeskOutcome.NotAnAdmin _ ->
          throw Stop.refused("only an admin of the desk may do that", "busel desk members DESK");
      case DeskOutcome.NoSuchMember _ ->
          throw Stop.refused("there is nobody to do that to", "busel desk members DESK");
      case DeskOutcome.AlreadyAMember _ ->
          throw Stop.refused("they belong to the desk already", "busel desk members DESK");
      case DeskOutcome.LastAdmin _ ->
          throw Stop.refused(
              "you are the only admin, and nobody could change the desk without you",
              "busel desk promote DESK NAME");
      case DeskOutcome.Full _ ->
          throw Stop.refused("the desk is full: it has 200 members, or had 4,096 changes");
      case DeskOutcome.NameRefused(String flaw) ->
          throw Stop.misused("the name cannot be used: " + flaw, "busel desk create NAME");
      case DeskOutcome.NoSuchInvitation _ ->
          throw Stop.refused("the invitation has expired, or was answered", "ask them for another");
      case DeskOutcome.IdentityChanged(Contact contact) ->
          throw Conversation.identityChanged("not asked: ", contact);
    }
  }
}
