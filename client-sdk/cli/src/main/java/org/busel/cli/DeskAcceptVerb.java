package org.busel.cli;

import org.busel.cli.terminal.Terminal;
import org.busel.sdk.DeskInvite;
import org.busel.sdk.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Come into a desk that you were asked into.
@Command(
    name = "accept",
    description = {
      "come into a desk that you were asked into",
      "",
      "All its members can write to you then, and see how you introduced yourself."
    },
    footer = {"", "example:", "  busel desk accept 'night desk'"})
final class DeskAcceptVerb extends ProfileVerb {
  private final Terminal terminal;

  @Parameters(paramLabel = "DESK", description = "the desk, as busel desk list shows it")
  private String desk = "";

  DeskAcceptVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void run(Device device) {
    DeskInvite invite = DeskNames.invite(desk, device);
    DeskAnswers.tell(
        terminal,
        device.desks().accept(invite),
        "accepted; you are in once the device of \"" + invite.from().name() + "\" has heard of it");
    terminal.hint("busel receive");
  }
}
