package org.busel.cli;

import java.util.Collection;
import org.busel.cli.terminal.SafeText;

/// Pads words to one width, so that what follows them stands in a column.
///
/// @param width in characters as shown
record Columns(int width) {
  static Columns of(Collection<String> words) {
    return new Columns(words.stream().mapToInt(Columns::width).max().orElse(0));
  }

  String padded(String word) {
    return word + " ".repeat(Math.max(0, width - width(word)));
  }

  private static int width(String word) {
    return (int)
        SafeText.oneLine(word)
            .codePoints()
            .filter(character -> Character.getType(character) != Character.NON_SPACING_MARK)
            .count();
  }
}
