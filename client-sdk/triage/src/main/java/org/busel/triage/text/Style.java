package org.busel.triage.text;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Measures of style that need no vocabulary of a subject: punctuation, capitals, rhythm, who is named as a source,
/// who is addressed. Each is between 0 and about 1, and none grows with the length of the text.
public final class Style {
  /// How many measures there are.
  public static final int COUNT = 20;

  private static final Set<String> SOURCES =
      Set.copyOf(
          List.of(
              "сообщил",
              "сообщила",
              "сообщили",
              "сообщает",
              "заявил",
              "заявила",
              "заявили",
              "рассказал",
              "рассказала",
              "отметил",
              "уточнил",
              "пояснил",
              "говорится",
              "данным",
              "словам",
              "сообщению",
              "повідомив",
              "повідомила",
              "повідомили",
              "повідомляє",
              "заявив",
              "розповів",
              "розповіла",
              "зазначив",
              "зазначила",
              "зазначили",
              "уточнили",
              "йдеться",
              "даними",
              "словами",
              "інформує",
              "паведаміў",
              "паведаміла",
              "паведамілі",
              "паведамляе",
              "заявіў",
              "расказаў",
              "адзначыў",
              "адзначыла",
              "словах",
              "звестках",
              "гаворыцца",
              "said",
              "says",
              "told",
              "according",
              "reported",
              "stated",
              "announced",
              "added"));
  private static final Set<String> ABSOLUTES =
      Set.copyOf(
          List.of(
              "все",
              "всё",
              "всегда",
              "никогда",
              "никто",
              "ничего",
              "каждый",
              "всех",
              "полностью",
              "абсолютно",
              "просто",
              "всі",
              "завжди",
              "ніколи",
              "ніхто",
              "нічого",
              "кожен",
              "усі",
              "всіх",
              "повністю",
              "абсолютно",
              "усе",
              "усё",
              "заўсёды",
              "ніхто",
              "нічога",
              "кожны",
              "усіх",
              "цалкам",
              "all",
              "always",
              "never",
              "nobody",
              "nothing",
              "every",
              "everyone",
              "totally",
              "completely",
              "absolutely"));
  private static final Set<String> HEDGES =
      Set.copyOf(
          List.of(
              "возможно",
              "вероятно",
              "может",
              "предположительно",
              "около",
              "примерно",
              "якобы",
              "можливо",
              "ймовірно",
              "може",
              "близько",
              "приблизно",
              "нібито",
              "магчыма",
              "верагодна",
              "можа",
              "каля",
              "прыкладна",
              "нібыта",
              "may",
              "might",
              "could",
              "perhaps",
              "possibly",
              "about",
              "approximately",
              "allegedly",
              "reportedly"));
  private static final Set<String> FIRST =
      Set.copyOf(
          List.of(
              "я", "мы", "нас", "нам", "наш", "наша", "наши", "наших", "ми", "наші", "нашых",
              "нашы", "мне", "мені", "i", "we", "us", "our", "my"));
  private static final Set<String> SECOND =
      Set.copyOf(
          List.of(
              "ты", "вы", "вас", "вам", "ваш", "ваши", "ти", "ви", "ваші", "вашы", "тебе", "табе",
              "you", "your"));
  private static final Set<String> CONTRAST =
      Set.copyOf(
          List.of(
              "но", "однако", "але", "проте", "однак", "зато", "а", "разве", "хіба", "but", "yet",
              "however", "ведь", "адже", "же", "ж"));

  private Style() {}

  /// Measures the author's own words in the sentences from `fromSentence` to `toSentence`, of which there are some.
  public static float[] of(Passage passage, int fromSentence, int toSentence) {
    int from = passage.sentences().get(fromSentence).start();
    int to = passage.sentences().get(toSentence - 1).end();
    var counts = new Counts();
    char[] chars = passage.chars();
    int i = from;
    while (i < to) {
      byte mark = passage.markAt(i);
      if (mark != Marks.OWN) {
        if (mark == Marks.QUOTED) counts.quoted++;
        i++;
      } else if (Character.isLetter(chars[i])) {
        int start = i;
        while (i < to && (Character.isLetter(chars[i]) || chars[i] == '\'' || chars[i] == '’')) i++;
        counts.word(chars, start, i);
      } else {
        counts.sign(chars, i, from);
        i++;
      }
    }
    return counts.measures();
  }

  private static final class Counts {
    int characters;
    int words;
    int letters;
    int longWords;
    int capitals;
    int titled;
    int exclamations;
    int questions;
    int runs;
    int ellipses;
    int digits;
    int emoji;
    int scareQuotes;
    int dashes;
    int commas;
    int ends;
    int brackets;
    int quoted;
    int sources;
    int absolutes;
    int hedges;
    int first;
    int second;
    int contrast;

    void word(char[] chars, int start, int end) {
      int length = end - start;
      words++;
      letters += length;
      characters += length;
      if (length >= 9) longWords++;
      boolean upper = Character.isUpperCase(chars[start]);
      if (upper && length >= 4 && Character.isUpperCase(chars[end - 1])) capitals++;
      else if (upper) titled++;
      String word = new String(chars, start, Math.min(length, 20)).toLowerCase(Locale.ROOT);
      if (SOURCES.contains(word)) sources++;
      if (ABSOLUTES.contains(word)) absolutes++;
      if (HEDGES.contains(word)) hedges++;
      if (FIRST.contains(word)) first++;
      if (SECOND.contains(word)) second++;
      if (CONTRAST.contains(word)) contrast++;
    }

    void sign(char[] chars, int i, int from) {
      char c = chars[i];
      if (Character.isWhitespace(c)) return;
      characters++;
      boolean again = i > from && "!?".indexOf(chars[i - 1]) >= 0;
      if (c == '!') exclamations++;
      if (c == '?') questions++;
      if ((c == '!' || c == '?') && again) runs++;
      if (c == '…' || (c == '.' && i >= from + 2 && chars[i - 1] == '.' && chars[i - 2] == '.'))
        ellipses++;
      if (c == '.' || c == '!' || c == '?') ends++;
      if (Character.isDigit(c)) digits++;
      if (c == '«' || c == '“' || c == '"' || c == '„') scareQuotes++;
      if (c == '—' || c == '–') dashes++;
      if (c == ',') commas++;
      if (c == '(') brackets++;
      if (Character.isHighSurrogate(c) || (c >= 0x2190 && c < 0x2C00)) emoji++;
    }

    float[] measures() {
      return new float[] {
        rate(exclamations, words, 10),
        rate(questions, words, 10),
        rate(runs, words, 20),
        rate(ellipses, words, 20),
        rate(capitals, words, 5),
        rate(titled, words, 2),
        rate(digits, characters, 5),
        rate(emoji, words, 10),
        rate(scareQuotes, words, 10),
        rate(dashes, words, 10),
        rate(commas, words, 5),
        rate(brackets, words, 10),
        rate(quoted, quoted + characters, 1),
        rate(longWords, words, 1),
        words == 0 ? 0 : Math.min(1.5f, letters / (10f * words)),
        rate(sources, words, 15),
        rate(absolutes, words, 15),
        rate(hedges, words, 15),
        rate(first + second, words, 10),
        rate(contrast, words, 10) + rate(ends, words, 4) / 2
      };
    }

    private static float rate(int count, int of, float scale) {
      return of == 0 ? 0 : Math.min(1.5f, scale * count / (of + 5f));
    }
  }
}
