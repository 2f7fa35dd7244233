package org.busel.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.busel.cli.terminal.Terminal;
import org.busel.format.ModuleVerdict;
import org.busel.format.Person;
import org.busel.sdk.courses.Badge;

/// Tells a learner whether to rely on a module, before they read it.
final class Badges {
  /// After this long without asking the relay, a learner is told.
  private static final Duration OLD = Duration.ofDays(30);

  private final Terminal terminal;
  private final Clock clock;

  Badges(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  void tell(Badge badge) {
    switch (badge.standing()) {
      case Badge.Standing.Vouched(Person author, Person reviewer, Instant until) -> {
        terminal.say("signed by " + author.name() + ", reviewed by " + reviewer.name());
        if (clock.instant().isAfter(until)) {
          terminal.say("the list of who may sign has run out; ask for a newer one");
        }
      }
      case Badge.Standing.NotChecked _ ->
          terminal.say("nobody whose key this device knows vouches for it; fetch it again");
      case Badge.Standing.NoLonger(ModuleVerdict why) ->
          terminal.say("careful: it was signed, but now " + Verdicts.sentence(why));
    }
    if (badge.newestSeen() > badge.version()) {
      terminal.say(
          "careful: this is version "
              + badge.version()
              + ", and there is a version "
              + badge.newestSeen());
    }
    LocalDate today = LocalDate.ofInstant(clock.instant(), terminal.surroundings().zone());
    if (badge.reviewExpiredOn(today)) {
      terminal.say(
          (badge.safety() ? "careful: this is safety advice, and its" : "its")
              + " review ran out on "
              + badge.reviewedUntil());
    }
    long days = Duration.between(badge.checked(), clock.instant()).toDays();
    if (days >= OLD.toDays()) {
      terminal.say("last compared with the relay " + days + " days ago");
    }
  }
}
