package org.busel.cli;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Conversation;
import org.busel.sdk.DeskConversation;
import org.busel.sdk.DeskSendOutcome;
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
      "send a message or a file to a contact or a desk",
      "",
      "To a desk it goes to each member on their own; what waits at the relay is taken in first, so that",
      "nobody who has left is written to.",
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
      "  busel send hanna --file photo.jpg 'the square at noon'",
      "  busel desk send 'night desk' 'the embargo is lifted'"
    })
final class SendVerb extends ProfileVerb {
  /// More than any message; what is less is for the SDK to judge.
  private static final int LONGEST_INPUT_BYTES = 1024 * 1024;

  /// What Java puts in the place of bytes that are no text.
  private static final char NOT_TEXT = '\ufffd';

  private final Terminal terminal;
  private final Place.Finder places;

  @Parameters(index = "0", paramLabel = "NAME", description = "the contact or desk")
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

  /// @param places to which something can be sent
  SendVerb(Terminal terminal, Profiles profiles, ProfileOptions general, Place.Finder places) {
    super(profiles, general);
    this.terminal = terminal;
    this.places = places;
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
    Place place = places.find(name, device);
    Sending sending = new Sending(terminal);
    switch (place.conversation()) {
      case Conversation contact -> {
        SendOutcome outcome = send(device, place, contact, sending);
        sending.explain(outcome, place, again);
      }
      case DeskConversation desk -> sending.explain(send(device, place, desk, sending), place);
    }
  }

  private SendOutcome send(
      Device device, Place place, Conversation conversation, Sending sending) {
    if (again != null) {
      return conversation.sendAgain(MessageNumber.in(place, again));
    }
    String words = text.equals("-") ? input(conversation) : text;
    if (file != null) {
      return sending.file(device, People.called(name, device), file(file, words), file);
    }
    return answered == null
        ? conversation.send(words)
        : conversation.reply(MessageNumber.in(place, answered), words);
  }

  private DeskSendOutcome send(
      Device device, Place place, DeskConversation conversation, Sending sending) {
    if (again != null) {
      throw Stop.misused(
          "--again is for messages to a contact", "busel send " + place.typed() + " TEXT");
    }
    String words = text.equals("-") ? input() : text;
    if (file != null) {
      return sending.file(device, DeskNames.desk(name, device), file(file, words), file);
    }
    return answered == null
        ? conversation.send(words)
        : conversation.reply(MessageNumber.in(place, answered), words);
  }

  private SendFile file(Path typed, String words) {
    SendFile sent =
        SendFile.of(typed)
            .withCaption(words)
            .withThumbnails(new ScreenThumbnails());
    return asIs ? sent.sentAsIs() : sent;
  }

  /// As [#input()]; while somebody writes, the contact may see that.
  private String input(Conversation conversation) {
    if (!terminal.surroundings().inputIsTerminal()) {
      return input();
    }
    try (Writing _ = Writing.to(conversation)) {
      return input();
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
