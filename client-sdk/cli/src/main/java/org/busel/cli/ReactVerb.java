package org.busel.cli;

import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Device;
import org.busel.sdk.Message;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Reacts to a message.
@Command(
    name = "react",
    description = "react to a message with one emoji; your last reaction to it stands",
    footer = {"", "example:", "  busel react hanna 12 👍"})
final class ReactVerb extends TalkVerb {
  @Parameters(
      index = "1",
      paramLabel = "N",
      converter = MessageNumber.class,
      description = "number of the message, as busel history shows it")
  private long number;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "EMOJI",
      description = "one emoji; without it, --undo")
  private String emoji = "";

  @Option(names = "--undo", description = "take your reaction back")
  private boolean undo;

  ReactVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(terminal, profiles, general);
  }

  @Override
  void check() {
    if (emoji.isEmpty() != undo) {
      throw Stop.misused("a reaction is exactly one emoji, or --undo", "busel react NAME N 👍");
    }
  }

  @Override
  void run(Device device, Place place) {
    Message message = MessageNumber.in(place, number);
    Changed.explain(
        terminal,
        place,
        number,
        place.conversation().react(message, emoji),
        undo ? "your reaction to message #" + number + " is gone" : "you reacted to message #" + number);
  }
}
