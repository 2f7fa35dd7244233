package org.busel.cli;

import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Contact;
import org.busel.sdk.Conversation;
import org.busel.sdk.Device;
import org.busel.sdk.Message;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Erases a message.
@Command(
    name = "delete",
    description = {
      "erase a message here, or take one of yours back everywhere",
      "",
      "With --for-everyone it is also taken out of the mailbox if nobody has fetched it, and your",
      "contact's device is asked to erase it. What was read or copied cannot be taken back."
    },
    footer = {"", "example:", "  busel delete hanna 12 --for-everyone"})
final class DeleteVerb extends TalkVerb {
  @Parameters(
      index = "1",
      paramLabel = "N",
      converter = MessageNumber.class,
      description = "number of the message, as busel history shows it")
  private long number;

  @Option(names = "--for-everyone", description = "also at the relay and on your contact's device")
  private boolean everyone;

  DeleteVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(terminal, profiles, general);
  }

  @Override
  void run(Device device, Contact contact, Conversation conversation) {
    Message message = MessageNumber.in(conversation, contact, number);
    if (everyone) {
      Changed.explain(
          terminal,
          contact,
          number,
          conversation.deleteForEveryone(message),
          "message #" + number + " is deleted for everyone");
    } else {
      conversation.deleteHere(message);
      terminal.say("message #" + number + " is deleted here");
    }
  }
}
