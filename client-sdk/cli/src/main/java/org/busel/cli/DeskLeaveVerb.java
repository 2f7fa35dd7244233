package org.busel.cli;

import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Go from a desk.
@Command(
    name = "leave",
    description = {
      "go from a desk",
      "",
      "What was said there stays here. The only admin promotes somebody first."
    },
    footer = {"", "example:", "  busel desk leave 'night desk'"})
final class DeskLeaveVerb extends ProfileVerb {
  private final Terminal terminal;

  @Parameters(paramLabel = "DESK", description = "the desk")
  private String desk = "";

  DeskLeaveVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void run(Device device) {
    DeskAnswers.tell(
        terminal,
        device.desks().leave(DeskNames.desk(desk, device)),
        "you have left \"" + desk + "\"");
  }
}
