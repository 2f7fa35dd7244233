package org.busel.cli;

import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Contact;
import org.busel.sdk.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Ask a contact into a desk.
@Command(
    name = "invite",
    description = {
      "ask a contact into a desk",
      "",
      "They see its name, how many members it has, and that you ask, and nothing else before they",
      "accept. Once their device has answered and yours has heard of it, they are in."
    },
    footer = {"", "example:", "  busel desk invite 'night desk' hanna"})
final class DeskInviteVerb extends ProfileVerb {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "DESK", description = "the desk")
  private String desk = "";

  @Parameters(index = "1", paramLabel = "NAME", description = "the contact")
  private String name = "";

  DeskInviteVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void run(Device device) {
    Contact contact = People.called(name, device);
    DeskAnswers.tell(
        terminal,
        device.desks().invite(DeskNames.desk(desk, device), contact),
        "asked \"" + name + "\"");
    if (!contact.verified()) {
      terminal.say("the others will see that you have not compared safety numbers with them");
      terminal.hint("busel verify " + Typed.word(name));
    }
  }
}
