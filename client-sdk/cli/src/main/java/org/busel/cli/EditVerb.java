package org.busel.cli;

import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Device;
import org.busel.sdk.Message;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Puts other words in the place of a message.
@Command(
    name = "edit",
    description = {
      "put other words in the place of a message of yours",
      "",
      "For two days after it was sent, and up to 20 times. Others see that it was edited."
    },
    footer = {"", "example:", "  busel edit hanna 12 'the interview is moved to ten'"})
final class EditVerb extends TalkVerb {
  @Parameters(
      index = "1",
      paramLabel = "N",
      converter = MessageNumber.class,
      description = "number of the message, as busel history shows it")
  private long number;

  @Parameters(index = "2", paramLabel = "TEXT", description = "what it says from now on, in quotes")
  private String text = "";

  EditVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(terminal, profiles, general);
  }

  @Override
  void check() {
    if (text.isBlank()) {
      throw Stop.misused("there is nothing to say", "busel edit NAME N TEXT");
    }
  }

  @Override
  void run(Device device, Place place) {
    Message message = MessageNumber.in(place, number);
    Changed.explain(
        terminal,
        place,
        number,
        place.conversation().edit(message, text),
        "message #" + number + " says something else now");
  }
}
