package org.busel.cli;

import java.nio.file.Path;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Contact;
import org.busel.sdk.Desk;
import org.busel.sdk.DeskFileOutcome;
import org.busel.sdk.DeskSendOutcome;
import org.busel.sdk.Device;
import org.busel.sdk.SendFile;
import org.busel.sdk.SendFileOutcome;
import org.busel.sdk.SendOutcome;
import org.jspecify.annotations.Nullable;

/// Sends files, and says what became of what was sent.
final class Sending {
  private final Terminal terminal;

  Sending(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Sends it, or stops with what to do.
  ///
  /// @param typed as the file was named
  /// @return what became of the message
  SendOutcome file(Device device, Contact contact, SendFile file, Path typed) {
    Progress progress = new Progress(terminal, "sending");
    SendFileOutcome outcome = device.attachments().send(contact, file, progress::reached);
    progress.over();
    if (outcome instanceof SendFileOutcome.Sent(SendOutcome message)) {
      return message;
    }
    throw stop(outcome, typed);
  }

  /// As above, to a desk.
  DeskSendOutcome file(Device device, Desk desk, SendFile file, Path typed) {
    Progress progress = new Progress(terminal, "sending");
    DeskFileOutcome outcome = device.attachments().send(desk, file, progress::reached);
    progress.over();
    return switch (outcome) {
      case DeskFileOutcome.Said(DeskSendOutcome message) -> message;
      case DeskFileOutcome.NotAMember _ -> new DeskSendOutcome.NotAMember();
      case DeskFileOutcome.NotSaid(SendFileOutcome why) -> throw stop(why, typed);
    };
  }

  private static Stop stop(SendFileOutcome outcome, Path typed) {
    return switch (outcome) {
      case SendFileOutcome.Sent _ -> throw new IllegalStateException("it was sent");
      case SendFileOutcome.NoSuchFile _ ->
          Stop.misused("not sent: there is no file " + typed + " that can be read");
      case SendFileOutcome.TooLarge(long limit) ->
          Stop.refused(
              "not sent: a file is at most " + Sizes.of(limit), "cut it into pieces");
      case SendFileOutcome.MayTell _ ->
          Stop.refused(
              "not sent: " + typed + " may say where, when and with what it was made",
              "export it as JPEG or PNG and send that",
              "or send all that is in it: add --as-is");
      case SendFileOutcome.NotAPicture(String reason) ->
          Stop.refused(
              "not sent: " + typed + " begins like a picture and is not whole: " + reason,
              "send it untouched if it should be so: add --as-is");
      case SendFileOutcome.CaptionTooLong(int limit) ->
          Stop.refused(
              "not sent: words that go with a file are at most " + limit + " bytes",
              "send them in a message of their own");
      case SendFileOutcome.NoSuchContact _ ->
          Stop.refused("they are no longer a contact");
      case SendFileOutcome.Interrupted(String reason, int done, int all) ->
          Stop.unavailable(
              "not sent yet: " + reason + "; pieces at the relay: " + done + " of " + all,
              "type the same again, it goes on where it stopped");
      case SendFileOutcome.Cancelled _ ->
          Stop.unavailable("stopped", "type the same again, it goes on where it stopped");
      case SendFileOutcome.NoRoomAtRelay _ ->
          Stop.unavailable(
              "not sent: the relay has no room for files now", "tell its operator, or try later");
      case SendFileOutcome.EnoughForToday(java.time.Duration after) ->
          Stop.unavailable(
              "not sent: this account has sent as much as it may today",
              "try again in " + Math.max(1, after.toHours()) + " hours: type the same again");
      case SendFileOutcome.Refused(String reason) ->
          Stop.refused("not sent: the relay does not take the file: " + reason);
      case SendFileOutcome.NoRoomHere(long bytes) ->
          Stop.unavailable(
              "not sent: the disk is full: it needs " + Sizes.of(bytes),
              "make room, then try again");
    };
  }

  /// Says what became of a message to a contact.
  ///
  /// @param again number of the message, if it was one that is sent once more
  /// @throws Stop if it was not sent
  void explain(SendOutcome outcome, Place place, @Nullable Long again) {
    switch (outcome) {
      case SendOutcome.Accepted _ -> terminal.say("the relay has it for " + place.quoted());
      case SendOutcome.Queued(_, String reason) -> waits(reason);
      case SendOutcome.RelayNotTrusted(_, String reason) -> throw Profiles.notTrusted(reason);
      case SendOutcome.MailboxFull _ ->
          throw Stop.refused(
              "not sent: the mailbox of " + place.quoted() + " is full",
              "try again when they have read");
      case SendOutcome.TooLarge(int limitBytes) -> throw tooLarge(limitBytes);
      case SendOutcome.IdentityChanged(Contact other) ->
          throw Conversation.identityChanged("not sent: ", other);
      case SendOutcome.NoSuchMailbox _ ->
          throw Stop.refused(
              "not sent: the mailbox of "
                  + place.quoted()
                  + " is gone, or you may no longer write to it",
              "ask them for a new invitation");
      case SendOutcome.NotProtected _ -> throw Conversation.notProtected();
      case SendOutcome.Refused _ ->
          throw again == null
              ? Stop.refused("not sent: the relay does not take such a message", "make it shorter")
              : Stop.refused("not sent: message #" + again + " was neither refused nor lost");
      case SendOutcome.Blocked _ ->
          throw Stop.refused(
              "not sent: you have blocked " + place.quoted(),
              "busel block " + place.typed() + " --undo");
      case SendOutcome.NoSuchContact _ ->
          throw Stop.refused(place.quoted() + " is no longer a contact");
    }
  }

  /// Says what became of a message to a desk.
  ///
  /// @throws Stop if it was not sent
  void explain(DeskSendOutcome outcome, Place place) {
    switch (outcome) {
      case DeskSendOutcome.Accepted _ -> terminal.say("the relay has it for every member");
      case DeskSendOutcome.AcceptedForSome(_, int without) ->
          terminal.say("the relay has it for all but " + without + ", who cannot be written to");
      case DeskSendOutcome.Queued(_, String reason) -> waits(reason);
      case DeskSendOutcome.Refused _ ->
          throw Stop.refused(
              "not sent: no member can be written to", "busel desk members " + place.typed());
      case DeskSendOutcome.TooLarge(int limitBytes) -> throw tooLarge(limitBytes);
      case DeskSendOutcome.NotAMember _ ->
          throw Stop.refused("not sent: you do not belong to that desk", "busel desk list");
      case DeskSendOutcome.RelayNotTrusted(_, String reason) -> throw Profiles.notTrusted(reason);
    }
  }

  private void waits(String reason) {
    terminal.say("it waits here, for the relay cannot be reached: " + reason);
    terminal.hint("busel receive sends it later");
  }

  private static Stop tooLarge(int limitBytes) {
    return Stop.refused(
        "not sent: a message is at most " + limitBytes + " bytes", "send it in parts");
  }
}
