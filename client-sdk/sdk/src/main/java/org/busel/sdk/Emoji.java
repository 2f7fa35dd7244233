package org.busel.sdk;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.busel.wire.Limits;

/// What may be a reaction: one emoji, however many code points it is made of, and no words.
final class Emoji {
  private static final Pattern ONE_CLUSTER = Pattern.compile("\\X");
  private static final int KEYCAP = 0x20E3;

  private Emoji() {}

  /// Whether it is exactly one emoji of bounded length.
  static boolean isOne(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length <= Limits.EMOJI_BYTES
        && ONE_CLUSTER.matcher(text).matches()
        && text.codePoints().anyMatch(Emoji::isPicture)
        && text.codePoints().noneMatch(Character::isLetter);
  }

  private static boolean isPicture(int codePoint) {
    return (codePoint >= 0x1F000 && codePoint <= 0x1FAFF)
        || (codePoint >= 0x2190 && codePoint <= 0x2BFF)
        || codePoint == KEYCAP
        || "\u00A9\u00AE\u203C\u2049\u2122\u2139\u3030\u303D\u3297\u3299".indexOf(codePoint) >= 0;
  }
}
