package org.busel.triage.text;

/// Finds quoted speech. One to three words in quotation marks are the author's irony or a name, and stay the
/// author's own; four words or more are somebody else's speech.
final class Quotations {
  private static final int FEWEST_WORDS = 4;
  private static final int LONGEST = 1_500;

  private Quotations() {}

  static void mark(Raw raw) {
    int i = 0;
    while (i < raw.length) {
      int close = closing(raw, i);
      if (close < 0) {
        i++;
        continue;
      }
      if (words(raw, i + 1, close) >= FEWEST_WORDS) raw.mark(i, close + 1, Marks.QUOTED);
      i = close + 1;
    }
  }

  /// The closing mark for an opening mark at `open`, or -1.
  private static int closing(Raw raw, int open) {
    String closers = closers(raw.chars[open]);
    boolean straight = raw.chars[open] == '"';
    if (closers.isEmpty()) return -1;
    if (straight && (open + 1 >= raw.length || Character.isWhitespace(raw.chars[open + 1])))
      return -1;
    int depth = 0;
    int until = Math.min(raw.length, open + LONGEST);
    for (int i = open + 1; i < until; i++) {
      char c = raw.chars[i];
      if (c == '\n' && i + 1 < raw.length && raw.chars[i + 1] == '\n') return -1;
      if (c == '«' && closers.equals("»")) depth++;
      else if (closers.indexOf(c) >= 0 && depth-- == 0) return i;
    }
    return -1;
  }

  /// What may close a quotation that this mark opens; empty for every other character.
  private static String closers(char opener) {
    return switch (opener) {
      case '«' -> "»";
      case '„' -> "“”";
      case '“' -> "”";
      case '"' -> "\"";
      default -> "";
    };
  }

  private static int words(Raw raw, int start, int end) {
    int words = 0;
    boolean inside = false;
    for (int i = start; i < end; i++) {
      boolean letter = Character.isLetterOrDigit(raw.chars[i]);
      if (letter && !inside) words++;
      inside = letter || (inside && "-'’".indexOf(raw.chars[i]) >= 0);
    }
    return words;
  }
}
