package org.busel.cli;

import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Desk;
import org.busel.sdk.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Take somebody out of a desk.
@Command(
    name = "remove",
    description = {
      "take somebody out of a desk",
      "",
      "Nothing that is said from now on is sealed to them, by anybody who knows of it."
    },
    footer = {"", "example:", "  busel desk remove 'night desk' hanna"})
final class DeskRemoveVerb extends ProfileVerb {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "DESK", description = "the desk")
  private String desk = "";

  @Parameters(index = "1", paramLabel = "NAME", description = "the member")
  private String name = "";

  DeskRemoveVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void run(Device device) {
    Desk found = DeskNames.desk(desk, device);
    DeskAnswers.tell(
        terminal,
        device.desks().remove(found, DeskNames.member(name, found, device)),
        "\"" + name + "\" is out");
  }
}
