package org.busel.triage.text;

import java.util.Locale;

/// Finds what a channel adds to every text: links, handles, hashtags, short lines that ask to subscribe or name the
/// channel's other addresses. The model must not learn or judge by them.
final class Boilerplate {
  private static final String[] CALLS = {
    "подпис",
    "підпис",
    "підпиш",
    "подпиш",
    "падпіс",
    "падпіш",
    "subscribe",
    "прислать",
    "надіслати",
    "даслаць",
    "наш канал",
    "наш чат",
    "наші сторінки",
    "telegram",
    "телеграм",
    "тг-канал",
    "youtube",
    "ютуб",
    "facebook",
    "instagram",
    "tiktok",
    "twitter",
    "вконтакте",
    "viber",
    "t.me",
    "резерв",
    "реклама",
    "донат",
    "follow us",
    "sign up"
  };
  private static final int LONGEST_CALL = 90;

  private Boilerplate() {}

  static void mark(Raw raw) {
    int i = 0;
    while (i < raw.length) {
      int lineEnd = i;
      while (lineEnd < raw.length && raw.chars[lineEnd] != '\n') lineEnd++;
      line(raw, i, lineEnd);
      i = lineEnd + 1;
    }
  }

  private static void line(Raw raw, int start, int end) {
    int left = end - start;
    int i = start;
    while (i < end) {
      int from = i;
      while (i < end && !Character.isWhitespace(raw.chars[i])) i++;
      if (i > from && isAddress(raw, from, i)) {
        raw.mark(from, i, Marks.BOILERPLATE);
        left -= i - from;
      }
      if (i == from) i++;
    }
    if (end - start <= LONGEST_CALL && left > 0 && isCall(raw, start, end))
      raw.mark(start, end, Marks.BOILERPLATE);
  }

  private static boolean isAddress(Raw raw, int start, int end) {
    if (end - start < 3) return false;
    char first = raw.chars[start];
    if ((first == '@' || first == '#') && Character.isLetter(raw.chars[start + 1])) return true;
    if (end - start < 5) return false;
    String word = new String(raw.chars, start, Math.min(end - start, 24)).toLowerCase(Locale.ROOT);
    return word.contains("://") || word.contains("www.") || word.contains("t.me/");
  }

  /// A short line whose words call the reader to some channel, and which has no sentence in it.
  private static boolean isCall(Raw raw, int start, int end) {
    String line = new String(raw.chars, start, end - start).toLowerCase(Locale.ROOT).strip();
    boolean calls = false;
    for (String call : CALLS) calls |= line.contains(call);
    if (!calls) return false;
    int words = line.split("[^\\p{L}\\p{N}]+", -1).length;
    return words <= 7 && !line.endsWith(".");
  }
}
