package org.busel.cli;

import org.busel.cli.terminal.SafeText;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Keeps words for later.
@Command(
    name = "draft",
    description = "keep words that are not sent yet, or show them; they never leave this device",
    footer = {"", "example:", "  busel draft hanna 'dear hanna,'"})
final class DraftVerb extends TalkVerb {
  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TEXT",
      description = "what to keep, in quotes; without it, show what is kept")
  private String text = "";

  @Option(names = "--undo", description = "forget what is kept")
  private boolean undo;

  DraftVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(terminal, profiles, general);
  }

  @Override
  void run(Device device, Place place) {
    if (!text.isEmpty() || undo) {
      place.conversation().draft(text);
      terminal.say(undo ? "the draft is forgotten" : "the draft is kept");
      return;
    }
    String kept = place.conversation().settings().draft();
    if (kept.isEmpty()) {
      terminal.say("there is no draft for " + place.quoted());
    } else {
      SafeText.lines(kept).forEach(terminal::print);
    }
  }
}
