package org.busel.cli;

import org.busel.cli.terminal.Terminal;
import org.busel.sdk.DeskConversation;
import org.busel.sdk.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Puts a conversation away.
@Command(
    name = "archive",
    description = "leave a contact out of busel contacts, or a desk out of busel desk list, until something new is said",
    footer = {"", "example:", "  busel archive hanna"})
final class ArchiveVerb extends TalkVerb {
  @Option(names = "--undo", description = "show it again")
  private boolean undo;

  ArchiveVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(terminal, profiles, general);
  }

  @Override
  void run(Device device, Place place) {
    place.conversation().archive(!undo);
    terminal.say(place.quoted() + (undo ? " is shown again" : " is archived"));
    if (!undo) {
      terminal.hint(
          place.conversation() instanceof DeskConversation
              ? "busel desk list --all"
              : "busel contacts --all");
    }
  }
}
