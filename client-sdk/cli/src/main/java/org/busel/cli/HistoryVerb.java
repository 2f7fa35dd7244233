package org.busel.cli;

import java.util.List;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Contact;
import org.busel.sdk.Device;
import org.busel.sdk.Message;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows what was said.
@Command(
    name = "history",
    description = "show the last messages with a contact, oldest first; works without a network",
    footer = {"", "example:", "  busel history hanna --limit 50"})
final class HistoryVerb extends ProfileVerb {
  private static final int MOST = 10_000;

  private final Terminal terminal;

  @Parameters(paramLabel = "NAME", description = "the contact")
  private String name = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "how many messages at most, 1 to 10000 (default: 20)")
  private int limit = 20;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  HistoryVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
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
    Contact contact = People.called(name, device);
    Conversation conversation = new Conversation(terminal, device);
    List<Message> messages = device.history(contact, limit);
    if (json) {
      terminal.print(new MessagesJson(conversation, messages));
    } else if (messages.isEmpty()) {
      terminal.say("nothing was said with \"" + contact.name() + "\" yet");
    } else {
      messages.forEach(conversation::print);
    }
    Conversation.seen(device, messages);
  }
}
