package org.busel.cli;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Contact;
import org.busel.sdk.Device;
import org.busel.sdk.SendFile;
import org.busel.sdk.SendOutcome;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Sends words, or a file.
@Command(
    name = "send",
    description = {
      "send a message or a file to a contact",
      "",
      "Without a connection the message waits here and goes out with the next busel receive.",
      "A file is sent now; if that breaks off, typing the same again goes on where it stopped.",
      "Of pictures (JPEG, PNG, GIF, WebP) only what is needed to show them is sent. Films and other",
      "pictures may say where and with what they were made; sending those takes --as-is."
    },
    footer = {
      "",
      "example:",
      "  busel send hanna 'the interview is moved to nine'",
      "  busel send hanna - < notes.txt",
      "  busel send hanna --file photo.jpg 'the square at noon'"
    })
final class SendVerb extends ProfileVerb {
  /// More than any message; what is less is for the SDK to judge.
  private static final int LONGEST_INPUT_BYTES = 1024 * 1024;

  /// What Java puts in the place of bytes that are no text.
  private static final char NOT_TEXT = '\ufffd';

  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "NAME", description = "the contact")
  private String name = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TEXT",
      description = "what to say, in quotes (- reads it from standard input)")
  private String text = "";

  @Option(
      names = "--reply-to",
      paramLabel = "N",
      converter = MessageNumber.class,
      description = "number of the message that this answers")
  private @Nullable Long answered;

  @Option(
      names = "--again",
      paramLabel = "N",
      converter = MessageNumber.class,
      description = "instead of TEXT: send a message that expired or was refused once more")
  private @Nullable Long again;

  @Option(
      names = "--file",
      paramLabel = "PATH",
      description = "send this file, at most 100 MiB; TEXT goes with it and may be left out")
  private @Nullable Path file;

  @Option(names = "--as-is", description = "send all that is in the file, also what it tells")
  private boolean asIs;

  SendVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void check() {
    if (text.indexOf(NOT_TEXT) >= 0) {
      throw Stop.misused("the text is not UTF-8", "busel send NAME - < FILE");
    }
    if (asIs && file == null) {
      throw Stop.misused("--as-is goes with --file", "busel send NAME --file PATH --as-is");
    }
    if (text.isBlank() && again == null && file == null) {
      throw Stop.misused("there is nothing to send", "busel send NAME TEXT");
    }
  }

  @Override
  void run(Device device) {
    Contact contact = People.called(name, device);
    explain(send(device, contact), contact);
  }

  private SendOutcome send(Device device, Contact contact) {
    org.busel.sdk.Conversation conversation = device.conversation(contact);
    if (again != null) {
      return conversation.sendAgain(MessageNumber.in(conversation, contact, again));
    }
    String words = text.equals("-") ? input() : text;
    if (file != null) {
      return sent(device, contact, file, words);
    }
    return answered == null
        ? conversation.send(words)
        : conversation.reply(MessageNumber.in(conversation, contact, answered), words);
  }

  private SendOutcome sent(Device device, Contact contact, Path typed, String words) {
    SendFile sent =
        SendFile.of(typed)
            .withCaption(words)
            .withThumbnails(new ScreenThumbnails());
    return new Sending(terminal).file(device, contact, asIs ? sent.sentAsIs() : sent, typed);
  }

  private void explain(SendOutcome outcome, Contact contact) {
    String who = "\"" + contact.name() + "\"";
    switch (outcome) {
      case SendOutcome.Accepted _ -> terminal.say("the relay has it for " + who);
      case SendOutcome.Queued(_, String reason) -> {
        terminal.say("it waits here, for the relay cannot be reached: " + reason);
        terminal.hint("busel receive sends it later");
      }
      case SendOutcome.RelayNotTrusted(_, String reason) -> throw Profiles.notTrusted(reason);
      case SendOutcome.MailboxFull _ ->
          throw Stop.refused(
              "not sent: the mailbox of " + who + " is full", "try again when they have read");
      case SendOutcome.TooLarge(int limitBytes) ->
          throw Stop.refused(
              "not sent: a message is at most " + limitBytes + " bytes", "send it in parts");
      case SendOutcome.IdentityChanged(Contact other) ->
          throw Conversation.identityChanged("not sent: ", other);
      case SendOutcome.NoSuchMailbox _ ->
          throw Stop.refused(
              "not sent: the mailbox of " + who + " is gone, or you may no longer write to it",
              "ask them for a new invitation");
      case SendOutcome.NotProtected _ -> throw Conversation.notProtected();
      case SendOutcome.Refused _ ->
          throw again == null
              ? Stop.refused("not sent: the relay does not take such a message", "make it shorter")
              : Stop.refused("not sent: message #" + again + " was neither refused nor lost");
      case SendOutcome.Blocked _ ->
          throw Stop.refused(
              "not sent: you have blocked " + who, "busel block " + Typed.word(contact.name()) + " --undo");
      case SendOutcome.NoSuchContact _ -> throw Stop.refused(who + " is no longer a contact");
    }
  }

  private String input() {
    byte[] bytes =
        terminal
            .input(LONGEST_INPUT_BYTES)
            .orElseThrow(() -> Stop.refused("not sent: standard input is too long for a message"));
    try {
      String words = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      String trimmed = words.stripTrailing();
      if (trimmed.isEmpty()) {
        throw Stop.misused("there is nothing to send: standard input is empty");
      }
      return trimmed;
    } catch (CharacterCodingException _) {
      throw Stop.misused("standard input is not UTF-8 text");
    }
  }
}
