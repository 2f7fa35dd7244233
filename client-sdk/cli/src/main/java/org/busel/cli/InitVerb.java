package org.busel.cli;

import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Device;
import org.busel.wire.JoinLink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Makes a profile.
@Command(
    name = "init",
    description = {
      "make a profile with a relay's invitation",
      "",
      "The profile is one folder, encrypted under a passphrase that is asked for twice. Nobody can",
      "recover it. The invitation is used up."
    },
    footer = {"", "example:", "  busel init 'busel:join#AQpf…'"})
final class InitVerb extends Verb {
  private final Terminal terminal;
  private final Profiles profiles;

  @Mixin private final ProfileOptions profile;

  @Parameters(
      paramLabel = "LINK",
      description = "what the relay's operator gave you (- reads it from standard input)")
  private String link = "";

  InitVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    this.terminal = terminal;
    this.profiles = profiles;
    this.profile = general.afterTheVerb();
  }

  @Override
  public void run() {
    JoinLink invitation = new Links(terminal).join(link);
    try (Device device = profiles.join(profile, invitation)) {
      terminal.say("this device is now on " + device.whoAmI().relayUrl());
      terminal.say("its profile is in " + profiles.folder(profile));
      terminal.hint("to let somebody write to you: busel invite");
      terminal.hint("to answer an invitation: busel add LINK");
    }
  }
}
