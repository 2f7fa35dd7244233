package org.busel.author;

import java.util.Comparator;

/// Something in a module's text that its trainer should know.
///
/// @param place where it is
/// @param message what is wrong, lower case, one line
/// @param hint what to do about it; empty if the message says it
public record Problem(Severity severity, Place place, String message, String hint)
    implements Comparable<Problem> {
  private static final Comparator<Problem> IN_ORDER =
      Comparator.comparing((Problem it) -> it.place().file())
          .thenComparingInt(it -> it.place().line())
          .thenComparingInt(it -> it.place().column())
          .thenComparing(Problem::message);

  /// Whether it keeps the module from being built.
  public enum Severity {
    ERROR,
    WARNING
  }

  /// Where in a module.
  ///
  /// @param file relative to the module's folder, with `/`
  /// @param line from 1; 1 if it concerns the file as a whole
  /// @param column from 1, in characters
  public record Place(String file, int line, int column) {
    @Override
    public String toString() {
      return file + ":" + line + ":" + column;
    }
  }

  /// `en/lesson-01-phones.md:12:3: error: …`, and a second line with the hint if there is one.
  public String text() {
    String first =
        place + ": " + (severity == Severity.ERROR ? "error" : "warning") + ": " + message;
    return hint.isEmpty() ? first : first + "\n  hint: " + hint;
  }

  @Override
  public int compareTo(Problem other) {
    return IN_ORDER.compare(this, other);
  }
}
