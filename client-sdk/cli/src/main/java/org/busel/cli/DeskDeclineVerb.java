package org.busel.cli;

import org.busel.cli.terminal.Terminal;
import org.busel.sdk.DeskInvite;
import org.busel.sdk.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Say no to a desk that you were asked into.
@Command(
    name = "decline",
    description = "say no to a desk that you were asked into",
    footer = {"", "example:", "  busel desk decline 'night desk'"})
final class DeskDeclineVerb extends ProfileVerb {
  private final Terminal terminal;

  @Parameters(paramLabel = "DESK", description = "the desk, as busel desk list shows it")
  private String desk = "";

  DeskDeclineVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void run(Device device) {
    DeskInvite invite = DeskNames.invite(desk, device);
    DeskAnswers.tell(terminal, device.desks().decline(invite), "declined");
  }
}
