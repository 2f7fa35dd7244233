package org.busel.cli;

import java.util.List;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.DeskConversation;
import org.busel.sdk.Device;
import org.busel.sdk.Message;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows what was said.
@Command(
    name = "history",
    description = "show the last messages with a contact or in a desk, oldest first; works without a network",
    footer = {"", "example:", "  busel history hanna --limit 50", "  busel desk history 'night desk'"})
final class HistoryVerb extends ProfileVerb {
  private static final int MOST = 10_000;

  private final Terminal terminal;
  private final Place.Finder places;

  @Parameters(paramLabel = "NAME", description = "the contact or desk")
  private String name = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "how many messages at most, 1 to 10000 (default: 20)")
  private int limit = 20;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  /// @param places where there is a history to show
  HistoryVerb(
      Terminal terminal, Profiles profiles, ProfileOptions general, Place.Finder places) {
    super(profiles, general);
    this.terminal = terminal;
    this.places = places;
  }

  @Override
  void check() {
    if (limit < 1 || limit > MOST) {
      throw Stop.misused(
          "a history has 1 to " + MOST + " messages", "busel history NAME --limit 20");
    }
  }

  @Override
  void run(Device device) {
    Place place = places.find(name, device);
    Conversation conversation = new Conversation(terminal, device);
    List<Message> messages = place.conversation().history(limit);
    if (json) {
      terminal.print(new MessagesJson(conversation, messages));
    } else if (messages.isEmpty()) {
      terminal.say(
          "nothing was said "
              + (place.conversation() instanceof DeskConversation ? "in " : "with ")
              + place.quoted()
              + " yet");
    } else {
      messages.forEach(conversation::print);
    }
    Conversation.seen(device, messages);
  }
}
