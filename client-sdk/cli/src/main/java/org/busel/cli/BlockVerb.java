package org.busel.cli;

import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Conversation;
import org.busel.sdk.DeskConversation;
import org.busel.sdk.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Blocks a contact.
@Command(
    name = "block",
    description = {
      "drop what a contact sends, unseen and unanswered",
      "",
      "They are not told. What they say in a desk is still shown there. They can still fill your mailbox until your capability is changed, which",
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
  void run(Device device, Place place) {
    switch (place.conversation()) {
      case Conversation contact -> contact.block(!undo);
      case DeskConversation _ ->
          throw Stop.misused(
              "a desk cannot be blocked", "busel desk leave " + place.typed());
    }
    terminal.say(place.quoted() + (undo ? " is no longer blocked" : " is blocked"));
  }
}
