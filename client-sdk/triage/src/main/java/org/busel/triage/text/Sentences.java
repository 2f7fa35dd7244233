package org.busel.triage.text;

import java.util.ArrayList;
import java.util.List;

/// Cuts a passage into sentences. A line break ends a sentence unless the next line goes on in lower case or with
/// punctuation, as posts with formatting in the middle of a sentence do.
final class Sentences {
  private static final int LONGEST = 600;

  private Sentences() {}

  static List<Passage.Stretch> of(Raw raw) {
    var found = new ArrayList<Passage.Stretch>();
    int start = 0;
    for (int i = 0; i < raw.length; i++) {
      boolean full = i - start >= LONGEST && Character.isWhitespace(raw.chars[i]);
      if (full || i - start >= 2 * LONGEST || endsAt(raw, start, i)) {
        add(raw, start, i + 1, found);
        start = i + 1;
      }
    }
    add(raw, start, raw.length, found);
    return List.copyOf(found);
  }

  private static boolean endsAt(Raw raw, int start, int i) {
    char c = raw.chars[i];
    if (c == '\n') return !continues(raw, i);
    if (!Character.isWhitespace(c) || i == start) return false;
    int last = i - 1;
    while (last > start && "»”\")'".indexOf(raw.chars[last]) >= 0) last--;
    char before = raw.chars[last];
    if (before == '!' || before == '?' || before == '…') return startsSentence(raw, i);
    if (before != '.') return false;
    int letters = 0;
    for (int k = last - 1; k >= start && Character.isLetter(raw.chars[k]); k--) letters++;
    // "А. Б. Иванов", "ул. Ленина": an abbreviation, not an end.
    return letters != 1 && letters != 2 && startsSentence(raw, i);
  }

  private static boolean startsSentence(Raw raw, int space) {
    for (int i = space; i < raw.length; i++) {
      char c = raw.chars[i];
      if (!Character.isWhitespace(c)) return !Character.isLowerCase(c);
    }
    return true;
  }

  private static boolean continues(Raw raw, int lineBreak) {
    for (int i = lineBreak + 1; i < raw.length; i++) {
      char c = raw.chars[i];
      if (c == '\n' && i > lineBreak + 2) return false;
      if (!Character.isWhitespace(c))
        return Character.isLowerCase(c) || ",.;:!?)»”".indexOf(c) >= 0;
    }
    return false;
  }

  private static void add(Raw raw, int from, int to, List<Passage.Stretch> found) {
    int start = from;
    int end = to;
    while (start < end && Character.isWhitespace(raw.chars[start])) start++;
    while (end > start && Character.isWhitespace(raw.chars[end - 1])) end--;
    if (end > start) found.add(new Passage.Stretch(start, end));
  }
}
