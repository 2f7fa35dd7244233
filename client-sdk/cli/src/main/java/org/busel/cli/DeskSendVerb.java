package org.busel.cli;

import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.DeskSendOutcome;
import org.busel.sdk.Device;
import org.busel.sdk.Message;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Say something in a desk.
@Command(
    name = "send",
    description = {
      "say something in a desk",
      "",
      "What waits at the relay is taken in first, so that nobody who has left is written to."
          + " Without",
      "a connection it waits here and goes out with the next busel receive."
    },
    footer = {"", "example:", "  busel desk send 'night desk' 'the embargo is lifted'"})
final class DeskSendVerb extends ProfileVerb {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "DESK", description = "the desk")
  private String desk = "";

  @Parameters(index = "1", paramLabel = "TEXT", description = "what to say, in quotes")
  private String text = "";

  DeskSendVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void run(Device device) {
    if (text.isBlank()) {
      throw Stop.misused("there is nothing to send", "busel desk send DESK TEXT");
    }
    switch (device.desks().send(DeskNames.desk(desk, device), text)) {
      case DeskSendOutcome.Accepted _ -> terminal.say("the relay has it for every member");
      case DeskSendOutcome.AcceptedForSome(Message _, int without) ->
          terminal.say("the relay has it for all but " + without + ", who cannot be written to");
      case DeskSendOutcome.Queued(Message _, String reason) -> {
        terminal.say("it waits here, for the relay cannot be reached: " + reason);
        terminal.hint("busel receive sends it later");
      }
      case DeskSendOutcome.Refused _ ->
          throw Stop.refused(
              "not sent: no member can be written to", "busel desk members " + Typed.word(desk));
      case DeskSendOutcome.TooLarge(int limitBytes) ->
          throw Stop.refused(
              "not sent: a message is at most " + limitBytes + " bytes", "send it in parts");
      case DeskSendOutcome.NotAMember _ ->
          throw Stop.refused("not sent: you do not belong to that desk", "busel desk list");
      case DeskSendOutcome.RelayNotTrusted(Message _, String reason) ->
          throw Profiles.notTrusted(reason);
    }
  }
}
