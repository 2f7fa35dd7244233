package org.busel.cli;

import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Device;
import org.busel.sdk.KeyLogState;
import org.busel.sdk.WhoAmI;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Says who this device is.
@Command(
    name = "whoami",
    description = "show this device's relay and the fingerprint of its identity key",
    footer = {"", "example:", "  busel whoami"})
final class WhoAmIVerb extends ProfileVerb {
  private final Terminal terminal;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  WhoAmIVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void run(Device device) {
    WhoAmI me = device.whoAmI();
    if (json) {
      terminal.print(fields -> {
        fields.writeStringField("relay", me.relayUrl());
        fields.writeStringField("fingerprint", me.fingerprint());
      });
      return;
    }
    terminal.print("relay        " + me.relayUrl());
    terminal.print("fingerprint  " + me.fingerprint());
    terminal.print("key log      " + keyLog(device.transparency().state()));
  }

  private static String keyLog(KeyLogState state) {
    if (!state.isKept()) {
      return "none";
    }
    if (state.trouble().isPresent() || !state.takesKeys()) {
      return "something is wrong; look: busel transparency";
    }
    return state.ownKeysStand() ? "has these keys" : "does not have these keys yet";
  }
}
