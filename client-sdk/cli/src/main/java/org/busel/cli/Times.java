package org.busel.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times as people at the terminal read them, in their own zone.
///
/// @param zone of the person
record Times(ZoneId zone) {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);

  String minute(Instant time) {
    return MINUTE.format(time.atZone(zone));
  }

  String day(Instant time) {
    return DAY.format(time.atZone(zone));
  }
}
