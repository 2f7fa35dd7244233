package org.busel.relay;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.busel.relay.limits.Rate;
import org.jspecify.annotations.Nullable;

/// Rates as an operator writes them: how much at once, a plus, how much comes back, a stroke, and in which time, as in
/// `60+6/h`; or `off`.
final class Rates {
  private static final String OFF = "off";
  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})\\+([0-9]{1,9})/([smhd])");
  private static final long DAY_NANOS = Duration.ofDays(1).toNanos();

  private Rates() {}

  /// Reads a rate, which is nothing for `off`; or nothing at all if `text` is none.
  static Optional<Optional<Rate>> parse(String text) {
    if (text.equals(OFF)) {
      return Optional.of(Optional.empty());
    }
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Duration time = Durations.parse("1" + matcher.group(3)).orElseThrow();
    int tokens = Integer.parseInt(matcher.group(2));
    try {
      return tokens == 0
          ? Optional.empty()
          : Optional.of(Optional.of(Rate.of(Integer.parseInt(matcher.group(1)), tokens, time)));
    } catch (IllegalArgumentException outOfRange) {
      return Optional.empty();
    }
  }

  /// The shortest way to write `rate`.
  static String text(@Nullable Rate rate) {
    if (rate == null) {
      return OFF;
    }
    long nanos = rate.perToken().toNanos();
    for (String unit : new String[] {"s", "m", "h"}) {
      long time = Durations.parse("1" + unit).orElseThrow().toNanos();
      long tokens = Math.round((double) time / nanos);
      if (tokens > 0 && time / tokens == nanos) {
        return rate.burst() + "+" + tokens + "/" + unit;
      }
    }
    return rate.burst() + "+" + Math.round((double) DAY_NANOS / nanos) + "/d";
  }
}
