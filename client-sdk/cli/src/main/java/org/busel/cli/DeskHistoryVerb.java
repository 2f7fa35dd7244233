package org.busel.cli;

import java.util.List;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Desk;
import org.busel.sdk.Device;
import org.busel.sdk.Message;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Show the last messages in a desk, oldest first; works without a network.
@Command(
    name = "history",
    description = "show the last messages in a desk, oldest first; works without a network",
    footer = {"", "example:", "  busel desk history 'night desk' --limit 50"})
final class DeskHistoryVerb extends ProfileVerb {
  private static final int MOST = 10_000;

  private final Terminal terminal;

  @Parameters(paramLabel = "DESK", description = "the desk")
  private String desk = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "how many messages at most, 1 to 10000 (default: 20)")
  private int limit = 20;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  DeskHistoryVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void run(Device device) {
    if (limit < 1 || limit > MOST) {
      throw Stop.misused(
          "a history has 1 to " + MOST + " messages", "busel desk history DESK --limit 20");
    }
    Desk found = DeskNames.desk(desk, device);
    Conversation conversation = new Conversation(terminal, device);
    List<Message> messages = device.desks().history(found, limit);
    if (json) {
      terminal.print(new MessagesJson(conversation, messages));
    } else if (messages.isEmpty()) {
      terminal.say("nothing was said in \"" + desk + "\" yet");
    } else {
      messages.forEach(conversation::print);
    }
  }
}
