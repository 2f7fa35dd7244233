package org.busel.cli.terminal;

import java.util.List;
import java.util.stream.Stream;

/// Text as it may reach a terminal. Names, messages and lesson titles are chosen by others; an escape character among
/// them could rewrite the screen, answer for the owner, or hide half of a line, and a bidirectional override could
/// turn one name into another. Such characters are shown instead of obeyed.
///
/// Controls become their pictures (`␛` for escape); format characters that nobody can see become `<U+202E>`. The two
/// joiners that Indic scripts, Persian and emoji need are kept.
public final class SafeText {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int DELETE = 0x7F;

  /// First of Unicode's pictures of the 32 control characters.
  private static final int CONTROL_PICTURES = 0x2400;

  private static final int PICTURE_OF_DELETE = 0x2421;

  private SafeText() {}

  /// The text as one line, in which even a line break is shown instead of made.
  public static String oneLine(String text) {
    // Almost every text is safe already; then nothing is copied.
    if (text.codePoints().noneMatch(SafeText::unsafe)) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(character -> {
          if (unsafe(character)) {
            shown.append(picture(character));
          } else {
            shown.appendCodePoint(character);
          }
        });
    return shown.toString();
  }

  /// The lines of a text, each of them safe. Only line feeds, alone or after a carriage return, break lines; tabs
  /// become four blanks.
  public static List<String> lines(String text) {
    // Not String.lines(): it would also break at a lone carriage return, which is an attempt to
    // overwrite.
    return Stream.of(text.replace("\r\n", "\n").replace("\t", "    ").split("\n", -1))
        .map(SafeText::oneLine)
        .toList();
  }

  /// Whether a terminal might obey the character instead of showing it, or show nothing.
  static boolean unsafe(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.FORMAT -> character != ZERO_WIDTH_JOINER && character != ZERO_WIDTH_NON_JOINER;
      default -> false;
    };
  }

  private static String picture(int character) {
    if (character < 0x20) {
      return Character.toString(CONTROL_PICTURES + character);
    }
    return character == DELETE
        ? Character.toString(PICTURE_OF_DELETE)
        : "<U+%04X>".formatted(character);
  }
}
