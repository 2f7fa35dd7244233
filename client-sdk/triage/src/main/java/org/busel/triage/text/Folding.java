package org.busel.triage.text;

import java.text.Normalizer;

/// Turns what looks the same into what is the same: full-width and mathematical letters, Latin letters inside
/// Cyrillic words and the other way round. Works on single characters and words; a hostile text costs no more
/// than a plain one of the same length.
final class Folding {
  private static final String LATIN = "aceiopxykmhtbACEIOPXYKMHTB";
  private static final String CYRILLIC = "асеіорхукмнтвАСЕІОРХУКМНТВ";

  private Folding() {}

  /// True for what is drawn as nothing: zero-width characters, soft hyphens, direction marks, variation selectors.
  static boolean isInvisible(int codePoint) {
    return (codePoint >= 0x200B && codePoint <= 0x200F)
        || (codePoint >= 0x202A && codePoint <= 0x202E)
        || (codePoint >= 0x2060 && codePoint <= 0x206F)
        || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
        || codePoint == 0x00AD
        || codePoint == 0x034F
        || codePoint == 0x061C
        || codePoint == 0xFEFF
        || (codePoint >= 0xE0000 && codePoint <= 0xE01EF);
  }

  /// True for a mark drawn over the letter before it.
  static boolean isCombining(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }

  /// The letter that `base` becomes under a combining `mark`, or `base` when the mark only decorates it (a stress).
  static char composed(char base, int mark) {
    if (mark == 0x0306) {
      return switch (base) {
        case 'и' -> 'й';
        case 'И' -> 'Й';
        case 'у' -> 'ў';
        case 'У' -> 'Ў';
        default -> base;
      };
    }
    if (mark == 0x0308) {
      return switch (base) {
        case 'і' -> 'ї';
        case 'І' -> 'Ї';
        case 'е' -> 'ё';
        case 'Е' -> 'Ё';
        default -> base;
      };
    }
    return base;
  }

  /// The plain characters that a compatibility character stands for; usually the character itself.
  static String plain(int codePoint) {
    if (codePoint < 0x0250 || (codePoint >= 0x0400 && codePoint < 0x0530)) {
      return Character.toString(codePoint);
    }
    return Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC);
  }

  static boolean isCyrillic(char c) {
    return c >= 0x0400 && c < 0x0530;
  }

  static boolean isLatin(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0x00C0 && c < 0x0250);
  }

  /// Gives a word that mixes scripts the script that most of its letters are in; a tie goes to Cyrillic when
  /// `cyrillicAround`.
  static void oneScript(char[] chars, int start, int end, boolean cyrillicAround) {
    int cyrillic = 0;
    int latin = 0;
    for (int i = start; i < end; i++) {
      if (isCyrillic(chars[i])) cyrillic++;
      else if (isLatin(chars[i])) latin++;
    }
    if (cyrillic == 0 || latin == 0) return;
    boolean toCyrillic = cyrillic > latin || (cyrillic == latin && cyrillicAround);
    String from = toCyrillic ? LATIN : CYRILLIC;
    String to = toCyrillic ? CYRILLIC : LATIN;
    for (int i = start; i < end; i++) {
      int at = from.indexOf(chars[i]);
      if (at >= 0) chars[i] = to.charAt(at);
    }
  }
}
