package org.busel.conversation;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/// What the person at the terminal reads. Data and talk are one here, so all of it goes to standard output.
final class Transcript {
  private final PrintStream out;
  private final Instant start = Instant.now();
  private int checks;

  Transcript(PrintStream out) {
    this.out = out;
  }

  /// A chapter of the story.
  void chapter(String title) {
    out.println();
    out.println(title);
    out.println("-".repeat(title.codePointCount(0, title.length())));
  }

  /// Somebody says something.
  void says(String who, String what) {
    out.printf("  %-10s  %s%n", who, what);
  }

  /// What happens between the people.
  void note(String what) {
    out.printf("  · %s%n", what);
  }

  /// A long step begins.
  void begin(String what) {
    out.printf("  … %s%n", what);
    out.flush();
  }

  /// Shows that `promise` was checked.
  ///
  /// @throws StepFailedException if it did not hold
  void check(boolean holds, String promise) {
    if (!holds) {
      throw new StepFailedException(
          "this did not hold: " + promise,
          "run it again with another --dir; if it fails again, please report it");
    }
    checks++;
    out.printf("  ✓ %s%n", promise);
  }

  /// Text to copy, on lines of its own.
  void block(String text) {
    text.lines().forEach(line -> out.println("    " + line));
  }

  void end() {
    out.println();
    out.printf(
        "%d steps checked in %.1f seconds.%n",
        checks, Duration.between(start, Instant.now()).toMillis() / 1000.0);
  }

  void line(String text) {
    out.println(text);
  }
}
