package org.busel.cli;

import java.time.Duration;
import java.time.Instant;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Device;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Keeps a conversation silent.
@Command(
    name = "mute",
    description = "print nothing of a contact or desk with busel receive --follow; it is kept all the same",
    footer = {"", "example:", "  busel mute hanna --for 8h"})
final class MuteVerb extends TalkVerb {
  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = DurationText.class,
      description = "how long (default: for good)")
  private @Nullable Duration time;

  @Option(names = "--undo", description = "make a noise again")
  private boolean undo;

  MuteVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(terminal, profiles, general);
  }

  @Override
  void run(Device device, Place place) {
    if (undo) {
      place.conversation().mute(Instant.EPOCH);
      terminal.say(place.quoted() + " is no longer muted");
    } else {
      place.conversation().mute(time == null ? Instant.MAX : Instant.now().plus(time));
      terminal.say(place.quoted() + " is muted" + (time == null ? "" : " for " + MessageWords.roughly(time)));
    }
  }
}
