package org.busel.cli;

import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Device;
import org.busel.sdk.FetchFileOutcome;
import org.busel.sdk.Message;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Brings a file to this device.
@Command(
    name = "fetch",
    description = {
      "bring the file of a message to this device, where it stays locked",
      "",
      "Every piece is checked as it comes. It can be stopped at any moment and goes on where it was."
    },
    footer = {"", "example:", "  busel fetch hanna 57", "  busel save hanna 57 --to ."})
final class FetchVerb extends ProfileVerb {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "NAME", description = "the contact or desk")
  private String name = "";

  @Parameters(
      index = "1",
      paramLabel = "NUMBER",
      description = "of the file, as busel history shows it")
  private long number;

  FetchVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void run(Device device) {
    Place place = Place.called(name, device);
    Message message = Attached.find(place, number);
    Progress progress = new Progress(terminal, "fetching");
    FetchFileOutcome outcome = device.attachments().fetch(message, progress::reached);
    progress.over();
    explain(outcome, place.typed() + " " + number);
  }

  private void explain(FetchFileOutcome outcome, String which) {
    switch (outcome) {
      case FetchFileOutcome.Here(int parts) -> {
        terminal.say(parts == 0 ? "it is here already" : "it is here, and every piece is right");
        terminal.hint("busel save " + which + " --to DIR");
      }
      case FetchFileOutcome.Gone _ ->
          throw Stop.refused(
              "the relay does not have the file any more: its time is over, or it was withdrawn",
              "ask for it to be sent again");
      case FetchFileOutcome.Damaged _ ->
          throw Stop.refused(
              "a piece is not what was sealed: the relay, or somebody on the way, altered it",
              "it was thrown away; try again, over another network if you can: busel fetch "
                  + which);
      case FetchFileOutcome.Interrupted(String reason, int done, int all) ->
          throw Stop.unavailable(
              reason + "; pieces here: " + done + " of " + all,
              "what came is kept; go on with: busel fetch " + which);
      case FetchFileOutcome.Cancelled _ ->
          throw Stop.unavailable("stopped", "what came is kept; go on with: busel fetch " + which);
      case FetchFileOutcome.NoRoomHere(long bytes) ->
          throw Stop.unavailable(
              "the disk is full: the file needs " + Sizes.of(bytes), "make room, then try again");
      case FetchFileOutcome.NoAttachment _ -> throw Stop.refused("the message is gone");
    }
  }
}
