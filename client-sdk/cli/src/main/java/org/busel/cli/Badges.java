package org.busel.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import org.busel.cli.terminal.Terminal;
import org.busel.format.ModuleVerdict;
import org.busel.format.Person;
import org.busel.sdk.courses.Badge;

/// Tells a learner whether to rely on a module, before they read it.
final class Badges {
  /// After this long without the relay's word, a learner is told.
  private static final Duration OLD = Duration.ofDays(30);

  /// After this long, where wrong advice could hurt.
  private static final Duration OLD_SAFETY = Duration.ofDays(7);

  private final Terminal terminal;
  private final Clock clock;

  Badges(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  void tell(Badge badge) {
    switch (badge.standing()) {
      case Badge.Standing.Vouched(Person author, Person reviewer, _) -> {
        terminal.say("signed by " + author.name() + ", reviewed by " + reviewer.name());
        tellAge(badge);
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
  }

  /// An old word is still a word: it locks nobody out, and it says how old it is.
  private void tellAge(Badge badge) {
    Duration age = Duration.between(badge.checked(), clock.instant());
    if (age.compareTo(badge.safety() ? OLD_SAFETY : OLD) >= 0) {
      terminal.say(
          (badge.safety() ? "careful: this is safety advice, verified, " : "verified, ")
              + age.toDays()
              + " days old; to ask for newer: busel course refresh");
    }
  }
}
