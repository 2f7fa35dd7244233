package org.busel.cli;

import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Device;
import picocli.CommandLine.Parameters;

/// A verb about the conversation with one contact or in one desk.
abstract class TalkVerb extends ProfileVerb {
  final Terminal terminal;

  @Parameters(index = "0", paramLabel = "NAME", description = "the contact or desk")
  private String name = "";

  TalkVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void run(Device device) {
    run(device, Place.called(name, device));
  }

  abstract void run(Device device, Place place);
}
