package org.busel.cli;

import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Desk;
import org.busel.sdk.DeskOutcome;
import org.busel.sdk.Desks;
import org.busel.sdk.Device;
import org.busel.sdk.Member;
import picocli.CommandLine.Parameters;

/// A verb that does something to one member of a desk.
abstract class DeskMemberVerb extends ProfileVerb {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "DESK", description = "the desk")
  private String desk = "";

  @Parameters(index = "1", paramLabel = "NAME", description = "the member")
  private String name = "";

  DeskMemberVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  /// Does it.
  abstract DeskOutcome change(Desks desks, Desk in, Member member);

  /// What is true of the member then, such as "is out".
  abstract String done();

  @Override
  void run(Device device) {
    Desk in = DeskNames.desk(desk, device);
    DeskOutcome outcome = change(device.desks(), in, DeskNames.member(name, in, device));
    DeskAnswers.tell(terminal, outcome, "\"" + name + "\" " + done());
  }
}
