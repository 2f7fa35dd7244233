package org.busel.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.busel.cli.terminal.SafeText;
import org.busel.cli.terminal.Span;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Contact;
import org.busel.sdk.ConversationId;
import org.busel.sdk.Desk;
import org.busel.sdk.DeskId;
import org.busel.sdk.DeskInvite;
import org.busel.sdk.Device;
import org.busel.sdk.Event;
import org.busel.sdk.Message;
import org.busel.sdk.SendOutcome;

/// Prints messages, and tells what else happened. The words of a message never begin a line, so that nobody can write
/// a line that looks like somebody else's.
final class Conversation {
  private static final String CONTINUED = "    ";

  private final Terminal terminal;
  private final Times times;
  private final Map<Long, String> names = new HashMap<>();
  private final Map<DeskId, String> desks = new HashMap<>();

  Conversation(Terminal terminal, Device device) {
    this.terminal = terminal;
    this.times = new Times(terminal.surroundings().zone());
    device
        .desks()
        .all()
        .forEach(desk -> {
          desks.put(desk.id(), desk.name());
          device.desks().members(desk).forEach(member -> names.put(member.id(), member.name()));
        });
    device.contacts().forEach(contact -> names.put(contact.id(), contact.name()));
  }

  /// One message for people.
  void print(Message message) {
    List<String> lines = SafeText.lines(words(message));
    boolean own = message.direction() == Message.Direction.OUTGOING;
    terminal.print(
        Span.faint(times.minute(message.sentAt()) + "  "),
        Span.strong(own ? "you" + how(message.state()) : name(message)),
        Span.faint(in(message)),
        Span.plain(": " + lines.getFirst()));
    lines.stream().skip(1).forEach(line -> terminal.print(CONTINUED + line));
  }

  /// One message as the fields of a JSON object that is open.
  void write(JsonGenerator fields, Message message) throws IOException {
    fields.writeNumberField("number", message.number());
    fields.writeStringField("contact", name(message));
    if (message.conversation() instanceof ConversationId.InDesk(DeskId desk)) {
      fields.writeStringField("desk", desks.getOrDefault(desk, ""));
    }
    fields.writeStringField("direction", lowerCase(message.direction()));
    fields.writeStringField("state", lowerCase(message.state()));
    fields.writeStringField("sent_at", message.sentAt().toString());
    switch (message.body()) {
      case Message.Body.Text(String text) -> {
        fields.writeStringField("kind", "text");
        fields.writeStringField("text", text);
      }
      case Message.Body.NeedsNewerApp _ -> fields.writeStringField("kind", "needs_newer_app");
    }
  }

  /// Says what happened, unless it is a message that came in: those are data.
  void tell(Event event) {
    switch (event) {
      case Event.MessageReceived _ -> {}
      case Event.MessageAccepted(Message message) ->
          terminal.say("a message that waited is with the relay, for \"" + place(message) + "\"");
      case Event.DeskInvited(DeskInvite invite) -> {
        terminal.say(
            "\"" + invite.from().name() + "\" asks you into the desk \"" + invite.name() + "\"");
        terminal.hint("busel desk accept " + Typed.word(invite.name()));
        terminal.hint("busel desk decline " + Typed.word(invite.name()));
      }
      case Event.DeskDeclined(Desk desk, Contact contact) ->
          terminal.say(
              "\"" + contact.name() + "\" does not want to come into \"" + desk.name() + "\"");
      case Event.DeskChanged(Desk desk) -> terminal.say("\"" + desk.name() + "\" has changed");
      case Event.DeskJoined(Desk desk) -> {
        desks.put(desk.id(), desk.name());
        terminal.say("you are in \"" + desk.name() + "\" now");
        terminal.hint("busel desk members " + Typed.word(desk.name()));
      }
      case Event.DeskLost(Desk desk) -> terminal.say("you are out of \"" + desk.name() + "\"");
      case Event.DeskMessageDropped(Desk desk) ->
          terminal.say(
              "somebody who does not belong to \"" + desk.name() + "\" wrote there; it was dropped");
      case Event.DeskMessageRefused(Message message) ->
          terminal.say("a message in \"" + place(message) + "\" cannot be sent to anybody");
      case Event.MessageRefused(Message message, SendOutcome why) ->
          terminal.say("a message to \"" + name(message) + "\" cannot be sent: " + refusal(why));
      case Event.ContactIntroduced(Contact contact) -> {
        names.put(contact.id(), contact.name());
        terminal.say("\"" + contact.name() + "\" answered your invitation");
        terminal.hint("compare safety numbers: busel verify " + Typed.word(contact.name()));
      }
      case Event.IdentityChanged(Contact contact) -> terminal.explain(identityChanged("", contact));
      case Event.StrangerSetAside _ ->
          terminal.say("somebody who is no contact wrote; it was set aside");
      case Event.EnvelopeUnopenable _ ->
          terminal.say("something came that cannot be opened; it was dropped");
      case Event.OneTimeKeyReused _ ->
          terminal.say("the relay gave one key to two devices: it is faulty or hostile");
      case Event.NotProtected _ ->
          terminal.say("a message without post-quantum protection came; it was refused");
      case Event.Connected _ -> terminal.say("connected");
      case Event.Disconnected(String reason) ->
          terminal.say("the connection is gone, trying again: " + reason);
      case Event.GaveUp(String reason) -> throw Stop.unavailable("gave up: " + reason);
    }
  }

  static Stop identityChanged(String consequence, Contact contact) {
    return Stop.refused(
        consequence
            + "\""
            + contact.name()
            + "\" has another identity than before: a new device, or somebody in between",
        "ask them in another way; if they have a new device, answer a new invitation of theirs: "
            + "busel add LINK",
        "if they have not, somebody is in between; compare: busel verify "
            + Typed.word(contact.name()));
  }

  static Stop notProtected() {
    return Stop.refused(
        "the other device lacks the post-quantum ratchet; busel does not talk to it",
        "your contact should update their app");
  }

  private String name(Message message) {
    return names.getOrDefault(message.contact(), "somebody who is no longer a contact");
  }

  /// The desk, or the contact at the other end.
  private String place(Message message) {
    return message.conversation() instanceof ConversationId.InDesk(DeskId desk)
        ? desks.getOrDefault(desk, "a desk")
        : name(message);
  }

  private String in(Message message) {
    return message.conversation() instanceof ConversationId.InDesk
        ? " in " + place(message)
        : "";
  }

  private static String words(Message message) {
    return switch (message.body()) {
      case Message.Body.Text(String text) -> text;
      case Message.Body.NeedsNewerApp _ -> "(needs a newer busel)";
    };
  }

  private static String how(Message.State state) {
    return switch (state) {
      case RECEIVED, ACCEPTED -> "";
      case QUEUED -> " (waiting)";
      case REFUSED -> " (not sent)";
    };
  }

  private static String refusal(SendOutcome why) {
    return switch (why) {
      case SendOutcome.Accepted _, SendOutcome.Queued _ -> "it waits for the relay";
      case SendOutcome.MailboxFull _ -> "their mailbox is full";
      case SendOutcome.TooLarge _ -> "it is too long";
      case SendOutcome.IdentityChanged _ -> "they have another identity than before";
      case SendOutcome.NoSuchMailbox _ -> "their mailbox is gone";
      case SendOutcome.NotProtected _ -> "their device lacks the post-quantum ratchet";
      case SendOutcome.Refused _ -> "the relay does not take such a message";
      case SendOutcome.NoSuchContact _ -> "they are no longer a contact";
      case SendOutcome.RelayNotTrusted _ -> "whatever answered is not your relay";
    };
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
