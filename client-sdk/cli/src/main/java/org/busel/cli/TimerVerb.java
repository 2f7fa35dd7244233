package org.busel.cli;

import java.time.Duration;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Contact;
import org.busel.sdk.Conversation;
import org.busel.sdk.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/// Lets messages disappear.
@Command(
    name = "timer",
    description = {
      "let messages of a conversation disappear after they were read",
      "",
      "Both sides see that it was set. It counts from reading for what came and from sending for what",
      "was sent, also while busel is not running, and whatever the clock is set to."
    },
    footer = {"", "example:", "  busel timer hanna 7d"})
final class TimerVerb extends TalkVerb {
  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TIME",
      description = "5m to 365d, or off; without it, say how it is")
  private String time = "";

  TimerVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(terminal, profiles, general);
  }

  @Override
  void run(Device device, Contact contact, Conversation conversation) {
    if (!time.isEmpty()) {
      set(conversation);
    }
    terminal.say(
        conversation
            .settings()
            .disappearsAfter()
            .map(it -> "messages disappear " + MessageWords.roughly(it) + " after reading")
            .orElse("messages stay"));
  }

  private void set(Conversation conversation) {
    try {
      conversation.disappearAfter(
          time.equals("off") ? Duration.ZERO : new DurationText().convert(time));
    } catch (IllegalArgumentException | TypeConversionException _) {
      throw Stop.misused("messages disappear after 5m to 365d", "busel timer NAME 7d");
    }
  }
}
