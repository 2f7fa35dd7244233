package org.busel.cli;

import java.util.List;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Device;
import org.busel.sdk.Message;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Finds what was said.
@Command(
    name = "search",
    description = {
      "find messages with all of these words, newest first; works without a network",
      "",
      "In Belarusian, Russian and English, whatever the case and the ending of a word. Reads the",
      "messages themselves: no index lies on the disk."
    },
    footer = {"", "example:", "  busel search 'інтэрв'\"'\"'ю на вакзале'"})
final class SearchVerb extends ProfileVerb {
  private final Terminal terminal;

  @Parameters(paramLabel = "WORDS", description = "what to look for, in quotes")
  private String words = "";

  @Option(names = "--in", paramLabel = "NAME", description = "only with the contact or in the desk NAME")
  private @Nullable String name;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "how many messages at most, 1 to 10000 (default: 20)")
  private int limit = 20;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  SearchVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void check() {
    if (words.isBlank()) {
      throw Stop.misused("there is nothing to look for", "busel search WORDS");
    }
    if (limit < 1 || limit > 10_000) {
      throw Stop.misused("a search finds 1 to 10000 messages", "busel search WORDS --limit 20");
    }
  }

  @Override
  void run(Device device) {
    Conversation conversation = new Conversation(terminal, device);
    List<Message> found =
        name == null
            ? device.search(words, limit)
            : Place.called(name, device).conversation().search(words, limit);
    if (json) {
      terminal.print(new MessagesJson(conversation, found));
    } else if (found.isEmpty()) {
      terminal.say("nothing was found");
    } else {
      found.forEach(conversation::printWithContact);
    }
  }
}
