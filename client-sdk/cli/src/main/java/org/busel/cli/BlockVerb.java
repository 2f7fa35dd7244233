package org.busel.cli;

import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Contact;
import org.busel.sdk.Conversation;
import org.busel.sdk.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Blocks a contact.
@Command(
    name = "block",
    description = {
      "drop what a contact sends, unseen and unanswered",
      "",
      "They are not told. They can still fill your mailbox until your capability is changed, which",
      "busel cannot do yet."
    },
    footer = {"", "example:", "  busel block hanna"})
final class BlockVerb extends TalkVerb {
  @Option(names = "--undo", description = "let them write again")
  private boolean undo;

  BlockVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(terminal, profiles, general);
  }

  @Override
  void run(Device device, Contact contact, Conversation conversation) {
    conversation.block(!undo);
    terminal.say(quoted(contact) + (undo ? " is no longer blocked" : " is blocked"));
  }
}
