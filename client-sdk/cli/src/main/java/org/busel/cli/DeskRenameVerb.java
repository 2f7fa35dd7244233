package org.busel.cli;

import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Give a desk another name, for everybody.
@Command(
    name = "rename",
    description = "give a desk another name, for everybody",
    footer = {"", "example:", "  busel desk rename 'night desk' 'day desk'"})
final class DeskRenameVerb extends ProfileVerb {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "DESK", description = "the desk")
  private String desk = "";

  @Parameters(index = "1", paramLabel = "NEW-NAME", description = "at most 64 characters")
  private String name = "";

  DeskRenameVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void run(Device device) {
    DeskAnswers.tell(
        terminal,
        device.desks().rename(DeskNames.desk(desk, device), name),
        "it is called \"" + name + "\" now");
  }
}
