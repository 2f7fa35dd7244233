package org.busel.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A length of time as people type it: `45s`, `90m`, `12h`, `7d`, `2w`.
final class DurationText implements ITypeConverter<Duration> {
  // Six digits of weeks are 19,000 years: long enough, and far from overflow.
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,6})([smhdw])");

  @Override
  public Duration convert(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new TypeConversionException(
          "\"" + text + "\" is not a length of time such as 45s, 90m, 12h, or 7d");
    }
    long count = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      case "d" -> Duration.ofDays(count);
      default -> Duration.ofDays(7 * count);
    };
  }
}
