package org.busel.cli;

import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Desk;
import org.busel.sdk.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Make a member an admin.
@Command(
    name = "promote",
    description = "make a member an admin",
    footer = {"", "example:", "  busel desk promote 'night desk' hanna"})
final class DeskPromoteVerb extends ProfileVerb {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "DESK", description = "the desk")
  private String desk = "";

  @Parameters(index = "1", paramLabel = "NAME", description = "the member")
  private String name = "";

  DeskPromoteVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void run(Device device) {
    Desk found = DeskNames.desk(desk, device);
    DeskAnswers.tell(
        terminal,
        device.desks().promote(found, DeskNames.member(name, found, device)),
        "\"" + name + "\" is an admin now");
  }
}
