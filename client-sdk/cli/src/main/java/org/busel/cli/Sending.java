package org.busel.cli;

import java.nio.file.Path;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Contact;
import org.busel.sdk.Device;
import org.busel.sdk.SendFile;
import org.busel.sdk.SendFileOutcome;
import org.busel.sdk.SendOutcome;

/// Sends a file and says what became of it, up to the message that goes with it.
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
    return switch (outcome) {
      case SendFileOutcome.Sent(SendOutcome message) -> message;
      case SendFileOutcome.NoSuchFile _ ->
          throw Stop.misused("not sent: there is no file " + typed + " that can be read");
      case SendFileOutcome.TooLarge(long limit) ->
          throw Stop.refused(
              "not sent: a file is at most " + Sizes.of(limit), "cut it into pieces");
      case SendFileOutcome.MayTell _ ->
          throw Stop.refused(
              "not sent: " + typed + " may say where, when and with what it was made",
              "export it as JPEG or PNG and send that",
              "or send all that is in it: add --as-is");
      case SendFileOutcome.NotAPicture(String reason) ->
          throw Stop.refused(
              "not sent: " + typed + " begins like a picture and is not whole: " + reason,
              "send it untouched if it should be so: add --as-is");
      case SendFileOutcome.CaptionTooLong(int limit) ->
          throw Stop.refused(
              "not sent: words that go with a file are at most " + limit + " bytes",
              "send them in a message of their own");
      case SendFileOutcome.NoSuchContact _ ->
          throw Stop.refused("\"" + contact.name() + "\" is no longer a contact");
      case SendFileOutcome.Interrupted(String reason, int done, int all) ->
          throw Stop.unavailable(
              "not sent yet: " + reason + "; pieces at the relay: " + done + " of " + all,
              "type the same again, it goes on where it stopped");
      case SendFileOutcome.Cancelled _ ->
          throw Stop.unavailable("stopped", "type the same again, it goes on where it stopped");
      case SendFileOutcome.NoRoomAtRelay _ ->
          throw Stop.unavailable(
              "not sent: the relay has no room for files now", "tell its operator, or try later");
      case SendFileOutcome.EnoughForToday(java.time.Duration after) ->
          throw Stop.unavailable(
              "not sent: this account has sent as much as it may today",
              "try again in " + Math.max(1, after.toHours()) + " hours: type the same again");
      case SendFileOutcome.Refused(String reason) ->
          throw Stop.refused("not sent: the relay does not take the file: " + reason);
      case SendFileOutcome.NoRoomHere(long bytes) ->
          throw Stop.unavailable(
              "not sent: the disk is full: it needs " + Sizes.of(bytes),
              "make room, then try again");
    };
  }
}
