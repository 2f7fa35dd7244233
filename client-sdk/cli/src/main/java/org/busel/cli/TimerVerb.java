package org.busel.cli;

import java.time.Duration;
import java.util.Optional;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Conversation;
import org.busel.sdk.DeskConversation;
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
      "Everybody sees that it was set; in a desk only an admin may. It counts from reading for what came and from sending for what",
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
  void check() {
    var _ = time();
  }

  @Override
  void run(Device device, Place place) {
    time().ifPresent(after -> set(place, after));
    terminal.say(
        place
            .conversation()
            .settings()
            .disappearsAfter()
            .map(it -> "messages disappear " + MessageWords.roughly(it) + " after reading")
            .orElse("messages stay"));
  }

  private void set(Place place, Duration after) {
    try {
      switch (place.conversation()) {
        case Conversation contact -> contact.disappearAfter(after);
        case DeskConversation desk ->
            DeskAnswers.tell(
                terminal, desk.disappearAfter(after), "it is set for every member of the desk");
      }
    } catch (IllegalArgumentException _) {
      throw wrong();
    }
  }

  private Optional<Duration> time() {
    try {
      return time.isEmpty()
          ? Optional.empty()
          : Optional.of(
              time.equals("off") ? Duration.ZERO : new DurationText().convert(time));
    } catch (TypeConversionException _) {
      throw wrong();
    }
  }

  private static Stop wrong() {
    return Stop.misused("messages disappear after 5m to 365d", "busel timer NAME 7d");
  }
}
