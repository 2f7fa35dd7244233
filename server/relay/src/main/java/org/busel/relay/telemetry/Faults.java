package org.busel.relay.telemetry;

import org.slf4j.Logger;

/// Reports a bug without what it was about: exception texts of libraries may quote what they were given, so only the
/// types and the places are logged.
public final class Faults {
  private static final int DEEPEST = 8;

  private Faults() {}

  /// Logs where `fault` and its causes came from.
  ///
  /// @param doing what was being done, as in "answering a request"
  public static void report(Logger log, String doing, Throwable fault) {
    StringBuilder text = new StringBuilder();
    Throwable cause = fault;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      text.append(depth == 0 ? "" : " caused by ").append(cause.getClass().getName());
      for (StackTraceElement place : cause.getStackTrace()) {
        text.append("\n\tat ").append(place);
      }
      text.append('\n');
      cause = cause.getCause();
    }
    log.error("a bug while {}: {}", doing, text);
  }
}
