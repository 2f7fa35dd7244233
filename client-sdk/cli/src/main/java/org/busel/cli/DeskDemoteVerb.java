package org.busel.cli;

import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Desk;
import org.busel.sdk.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Make an admin a member like others.
@Command(
    name = "demote",
    description = "make an admin a member like others",
    footer = {"", "example:", "  busel desk demote 'night desk' hanna"})
final class DeskDemoteVerb extends ProfileVerb {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "DESK", description = "the desk")
  private String desk = "";

  @Parameters(index = "1", paramLabel = "NAME", description = "the member")
  private String name = "";

  DeskDemoteVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void run(Device device) {
    Desk found = DeskNames.desk(desk, device);
    DeskAnswers.tell(
        terminal,
        device.desks().demote(found, DeskNames.member(name, found, device)),
        "\"" + name + "\" is no admin any more");
  }
}
