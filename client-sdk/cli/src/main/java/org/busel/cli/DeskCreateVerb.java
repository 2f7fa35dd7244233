package org.busel.cli;

import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Found a desk, with you as its only member and admin.
@Command(
    name = "create",
    description = "found a desk, with you as its only member and admin",
    footer = {"", "example:", "  busel desk create 'night desk'"})
final class DeskCreateVerb extends ProfileVerb {
  private final Terminal terminal;

  @Parameters(paramLabel = "NAME", description = "what to call it, at most 64 characters")
  private String name = "";

  DeskCreateVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void run(Device device) {
    DeskAnswers.tell(terminal, device.desks().create(name), "founded \"" + name + "\"");
    terminal.hint("busel desk invite " + Typed.word(name) + " NAME");
  }
}
