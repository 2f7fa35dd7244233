package org.busel.triage.desk;

import org.busel.triage.text.Grams;
import org.busel.triage.text.Marks;
import org.busel.triage.text.Passage;

/// A text of the data, read once.
record Prepared(Item item, Passage passage, Grams grams) {
  static Prepared of(Item item) {
    Passage passage = Passage.of(item.text());
    return new Prepared(item, passage, Grams.of(passage));
  }

  /// Share of a sentence's own characters that people marked.
  double markedShare(int sentence) {
    Passage.Stretch stretch = passage.sentences().get(sentence);
    int own = 0;
    int marked = 0;
    for (int i = stretch.start(); i < stretch.end(); i++) {
      if (passage.markAt(i) != Marks.OWN || Character.isWhitespace(passage.chars()[i])) continue;
      own++;
      if (isMarked(passage.sourceStart(i))) marked++;
    }
    return own == 0 ? 0 : (double) marked / own;
  }

  /// Whether people marked this UTF-16 unit of the source.
  boolean isMarked(int source) {
    for (int[] span : item.spans()) {
      if (source >= span[0] && source < span[1]) return true;
    }
    return false;
  }

  /// Whether a word is inside what people marked.
  boolean isMarkedWord(int word) {
    return isMarked(passage.sourceStart((grams.wordStart(word) + grams.wordEnd(word)) / 2));
  }
}
