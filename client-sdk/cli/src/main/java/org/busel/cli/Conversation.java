package org.busel.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.busel.cli.terminal.SafeText;
import org.busel.cli.terminal.Span;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.AnyConversation;
import org.busel.sdk.Attachments;
import org.busel.sdk.Contact;
import org.busel.sdk.ConversationId;
import org.busel.sdk.Desk;
import org.busel.sdk.DeskId;
import org.busel.sdk.DeskInvite;
import org.busel.sdk.Device;
import org.busel.sdk.Event;
import org.busel.sdk.KeyLogTrouble;
import org.busel.sdk.Message;
import org.busel.sdk.SendOutcome;

/// Prints messages, and tells what else happened. The words of a message never begin a line, so that nobody can write
/// a line that looks like somebody else's.
final class Conversation {
  private static final String CONTINUED = "    ";

  private final Terminal terminal;
  private final Times times;
  private final Attachments attachments;
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
    this.attachments = device.attachments();
    device.contacts().forEach(contact -> names.put(contact.id(), contact.name()));
  }

  /// One message for people: when, its number, who, and what.
  void print(Message message) {
    String words =
        message.body() instanceof Message.Body.Attachment file
            ? Attached.line(message.number(), file, attachments.state(message))
            : MessageWords.of(message, this::name);
    List<String> lines = SafeText.lines(words);
    terminal.print(
        Span.faint(times.minute(message.sentAt()) + "  #" + message.number() + "  "),
        Span.strong(who(message) + MessageWords.how(message)),
        Span.faint(in(message)),
        Span.plain(": " + lines.getFirst()));
    lines.stream().skip(1).forEach(line -> terminal.print(CONTINUED + line));
  }

  /// As [#print], naming the contact where that is not who wrote it.
  void printWithContact(Message message) {
    if (message.direction() == Message.Direction.OUTGOING) {
      terminal.print(Span.faint("to " + name(message) + ":"));
    }
    print(message);
  }

  /// Notes that messages were shown: what disappears begins to.
  static void seen(Device device, List<Message> messages) {
    Map<ConversationId, Message> last = new HashMap<>();
    messages.forEach(message ->
        last.merge(
            message.conversation(),
            message,
            BinaryOperator.maxBy(Comparator.comparingLong(Message::number))));
    last.values()
        .forEach(message ->
            conversation(device, message).ifPresent(it -> it.markRead(message)));
  }

  /// Where a message was said, if that is still there.
  static Optional<AnyConversation> conversation(Device device, Message message) {
    return Stream.<AnyConversation>concat(
            device.contacts().stream().map(device::conversation),
            device.desks().all().stream().map(device::conversation))
        .filter(it -> it.id().equals(message.conversation()))
        .findFirst();
  }

  private String who(Message message) {
    return switch (message.direction()) {
      case OUTGOING -> "you";
      case INCOMING -> name(message);
    };
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
      case Message.Body.Deleted _ -> fields.writeStringField("kind", "deleted");
      case Message.Body.Attachment file -> {
        fields.writeStringField("kind", "attachment");
        fields.writeStringField("text", file.caption());
        fields.writeStringField("name", file.name());
        fields.writeNumberField("bytes", file.bytes());
        fields.writeStringField("media_type", file.mediaType());
        fields.writeStringField("here", Attached.word(attachments.state(message)));
      }
      case Message.Body.NeedsNewerApp _ -> fields.writeStringField("kind", "needs_newer_app");
      case Message.Body.Note(Message.Happened what, int count, Duration time) -> {
        fields.writeStringField("kind", "note");
        fields.writeStringField("note", lowerCase(what));
        fields.writeNumberField("count", count);
        fields.writeNumberField("seconds", time.toSeconds());
      }
    }
    write(fields, message.marks());
  }

  private void write(JsonGenerator fields, Message.Marks marks) throws IOException {
    if (marks.answers().isPresent()) {
      fields.writeNumberField("answers", marks.answers().get());
    }
    if (marks.edited()) {
      fields.writeArrayFieldStart("earlier");
      for (String earlier : marks.earlier()) {
        fields.writeString(earlier);
      }
      fields.writeEndArray();
    }
    if (!marks.reactions().isEmpty()) {
      fields.writeArrayFieldStart("reactions");
      for (Message.Reaction reaction : marks.reactions()) {
        fields.writeStartObject();
        fields.writeStringField("by", reaction.contact().map(this::name).orElse("you"));
        fields.writeStringField("emoji", reaction.emoji());
        fields.writeEndObject();
      }
      fields.writeEndArray();
    }
    if (marks.reach().isPresent()) {
      fields.writeNumberField("sent_to", marks.reach().get().members());
      fields.writeNumberField("delivered_to", marks.reach().get().delivered());
      fields.writeNumberField("read_by", marks.reach().get().read());
    }
    if (marks.disappearsAfter().isPresent()) {
      fields.writeNumberField("disappears_after", marks.disappearsAfter().get().toSeconds());
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
      case Event.MessageDelivered(Message message) ->
          terminal.say("message #" + message.number() + delivered(message));
      case Event.MessageExpiring(Message message, Duration left) -> {
        terminal.say(
            "message #"
                + message.number()
                + " to \""
                + name(message)
                + "\" was not fetched yet; the relay drops it in "
                + MessageWords.roughly(left));
        terminal.hint("reach them in another way");
      }
      case Event.MessageExpired(Message message) -> {
        terminal.say(
            "message #" + message.number() + " to \"" + name(message) + "\" was never fetched");
        terminal.hint(
            "busel send " + Typed.word(name(message)) + " --again " + message.number());
      }
      case Event.MessageEdited(Message message) -> {
        terminal.say("\"" + name(message) + "\" has edited message #" + message.number());
        print(message);
      }
      case Event.MessageDeleted(Message message) ->
          terminal.say("\"" + name(message) + "\" has deleted message #" + message.number());
      case Event.MessageReacted(Message message) -> {
        terminal.say("there is a reaction to message #" + message.number());
        print(message);
      }
      case Event.Typing(Contact contact) ->
          terminal.say("\"" + contact.name() + "\" is writing");
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
      case Event.KeyLogCaught(KeyLogTrouble trouble) ->
          terminal.explain(TransparencyVerb.warning(trouble, KeyLogWords.in("en")));
      case Event.WitnessSilent _ -> {
        KeyLogWords words = KeyLogWords.in("en");
        terminal.say(words.say("witness-silent"));
        terminal.hint(words.say("witness-silent.hint"));
      }
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
    return name(message.contact());
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

  private String name(long contact) {
    return names.getOrDefault(contact, "somebody who is no longer a contact");
  }

  private String delivered(Message message) {
    return message
        .marks()
        .reach()
        .map(MessageWords::reach)
        .orElseGet(() ->
            (message.state() == Message.State.READ ? " was read by \"" : " has come to \"")
                + name(message)
                + "\"");
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
      case SendOutcome.Blocked _ -> "you have blocked them";
      case SendOutcome.NoSuchContact _ -> "they are no longer a contact";
      case SendOutcome.RelayNotTrusted _ -> "whatever answered is not your relay";
    };
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
