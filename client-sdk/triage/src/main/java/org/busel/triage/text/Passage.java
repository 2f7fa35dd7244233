package org.busel.triage.text;

import java.util.ArrayList;
import java.util.List;

/// A text made readable for the model: markup gone, look-alike letters unified, quoted speech and boilerplate
/// marked, cut into sentences. Every character knows the UTF-16 range of the source it came from.
///
/// Immutable once made, except that [#chars] hands out its array for speed; nobody writes to it.
public final class Passage {
  /// UTF-16 units of a source that are read; the rest of a longer text is not looked at.
  public static final int LONGEST = 100_000;

  /// A stretch of the passage, from `start` (inclusive) to `end` (exclusive), in the passage's own characters.
  public record Stretch(int start, int end) {}

  private final Raw raw;
  private final List<Stretch> sentences;
  private final int sourceLength;

  private Passage(Raw raw, List<Stretch> sentences, int sourceLength) {
    this.raw = raw;
    this.sentences = sentences;
    this.sourceLength = sourceLength;
  }

  /// Reads a text. Never fails, whatever the text.
  public static Passage of(String source) {
    Raw raw = joined(Markup.read(source, LONGEST));
    unifyScripts(raw);
    Quotations.mark(raw);
    Boilerplate.mark(raw);
    return new Passage(raw, Sentences.of(raw), source.length());
  }

  public int length() {
    return raw.length;
  }

  /// The characters themselves, of which the first [#length] count.
  public char[] chars() {
    return raw.chars;
  }

  /// One of [Marks].
  public byte markAt(int index) {
    return raw.marks[index];
  }

  /// Where in the source the character begins, in UTF-16 units.
  public int sourceStart(int index) {
    return raw.starts[index];
  }

  /// Where in the source the character ends, in UTF-16 units.
  public int sourceEnd(int index) {
    return raw.ends[index];
  }

  public List<Stretch> sentences() {
    return sentences;
  }

  /// True when the source was longer than what was read.
  public boolean cut() {
    return sourceLength > LONGEST;
  }

  /// Characters that are the author's own and not blank.
  public int ownCharacters(Stretch stretch) {
    int own = 0;
    for (int i = stretch.start(); i < stretch.end(); i++) {
      if (raw.marks[i] == Marks.OWN && !Character.isWhitespace(raw.chars[i])) own++;
    }
    return own;
  }

  /// The stretches that carry `mark`, in order.
  public List<Stretch> marked(byte mark) {
    var found = new ArrayList<Stretch>();
    int i = 0;
    while (i < raw.length) {
      int start = i;
      while (i < raw.length && raw.marks[i] == mark) i++;
      if (i > start) found.add(new Stretch(start, i));
      else i++;
    }
    return found;
  }

  /// Writes words that were s p a c e d out back together: a run of at least five single letters.
  private static Raw joined(Raw in) {
    var out = new Raw();
    int i = 0;
    while (i < in.length) {
      int letters = 0;
      int at = i;
      boolean wordBefore = i > 0 && Character.isLetterOrDigit(in.chars[i - 1]);
      while (!wordBefore
          && at < in.length
          && Character.isLetter(in.chars[at])
          && (at + 1 == in.length || !Character.isLetterOrDigit(in.chars[at + 1]))) {
        letters++;
        if (at + 2 < in.length && in.chars[at + 1] == ' ' && Character.isLetter(in.chars[at + 2]))
          at += 2;
        else {
          at++;
          break;
        }
        if (at + 1 < in.length && Character.isLetterOrDigit(in.chars[at + 1])) {
          at--;
          break;
        }
      }
      int until = letters >= 5 ? at : i + 1;
      boolean join = letters >= 5;
      for (; i < until; i++) {
        if (join && in.chars[i] == ' ') continue;
        out.add(in.chars[i], in.starts[i], in.ends[i], in.marks[i]);
      }
    }
    return out;
  }

  private static void unifyScripts(Raw raw) {
    int cyrillic = 0;
    int latin = 0;
    for (int i = 0; i < raw.length; i++) {
      if (Folding.isCyrillic(raw.chars[i])) cyrillic++;
      else if (Folding.isLatin(raw.chars[i])) latin++;
    }
    int i = 0;
    while (i < raw.length) {
      int start = i;
      while (i < raw.length && Character.isLetter(raw.chars[i])) i++;
      if (i > start) Folding.oneScript(raw.chars, start, i, cyrillic >= latin);
      else i++;
    }
  }
}
