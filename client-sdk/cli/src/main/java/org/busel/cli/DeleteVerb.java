package org.busel.cli;

import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Device;
import org.busel.sdk.Message;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Erases a message.
@Command(
    name = "delete",
    description = {
      "erase a message here, or take one of yours back everywhere",
      "",
      "With --for-everyone it is also taken out of the mailboxes in which nobody has fetched it, its",
      "file is erased at the relay, and the others' devices are asked to erase it. What was read or",
      "copied cannot be taken back."
    },
    footer = {"", "example:", "  busel delete hanna 12 --for-everyone"})
final class DeleteVerb extends TalkVerb {
  @Parameters(
      index = "1",
      paramLabel = "N",
      converter = MessageNumber.class,
      description = "number of the message, as busel history shows it")
  private long number;

  @Option(names = "--for-everyone", description = "also at the relay and on the others' devices")
  private boolean everyone;

  DeleteVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(terminal, profiles, general);
  }

  @Override
  void run(Device device, Place place) {
    Message message = MessageNumber.in(place, number);
    if (everyone) {
      Changed.explain(
          terminal,
          place,
          number,
          place.conversation().deleteForEveryone(message),
          "message #" + number + " is deleted for everyone");
    } else {
      place.conversation().deleteHere(message);
      terminal.say("message #" + number + " is deleted here");
    }
  }
}
