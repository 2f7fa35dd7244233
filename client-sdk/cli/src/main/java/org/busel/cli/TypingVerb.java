package org.busel.cli;

import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Device;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Says whether contacts see that their owner is writing.
@Command(
    name = "typing",
    description = {
      "show contacts that you are writing (on), or not (off)",
      "",
      "Shown while busel send NAME - waits at a terminal for what you write, to a contact from whom",
      "something came in the last 10 minutes. It is never stored, here or at the relay. Not in desks."
    },
    footer = {"", "example:", "  busel typing on"})
final class TypingVerb extends ProfileVerb {
  private final Terminal terminal;

  @Parameters(
      arity = "0..1",
      paramLabel = "MODE",
      description = "on or off; without it, say how it is")
  private @Nullable String mode;

  TypingVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void check() {
    if (mode != null && !mode.equals("on") && !mode.equals("off")) {
      throw Stop.misused("typing is shown, or it is not", "busel typing on", "busel typing off");
    }
  }

  @Override
  void run(Device device) {
    if (mode != null) {
      device.showTyping(mode.equals("on"));
    }
    terminal.say(
        device.showsTyping()
            ? "your contacts see when you are writing"
            : "your contacts do not see when you are writing");
  }
}
