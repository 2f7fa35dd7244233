package org.busel.relay.serve;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The page's own few words, in the languages that it speaks.
enum Words {
  EN(
      "en",
      Map.ofEntries(
          Map.entry("title", "Courses"),
          Map.entry("intro", "Workshop materials, free to read. Open them in the Busel app."),
          Map.entry("empty", "Nothing has been published here yet."),
          Map.entry("minutes", "min"),
          Map.entry("languages", "Languages"),
          Map.entry("lessons", "Lessons"),
          Map.entry("signed", "Signed by keys"),
          Map.entry("size", "Size"),
          Map.entry("back", "All courses"),
          Map.entry("beginner", "beginner"),
          Map.entry("advanced", "advanced"),
          Map.entry("expert", "expert"))),
  BE(
      "be",
      Map.ofEntries(
          Map.entry("title", "Курсы"),
          Map.entry(
              "intro",
              "Матэрыялы майстэрняў, чытаць можна вольна. Адкрывайце іх у праграме Busel."),
          Map.entry("empty", "Тут пакуль нічога не апублікавана."),
          Map.entry("minutes", "хв"),
          Map.entry("languages", "Мовы"),
          Map.entry("lessons", "Урокі"),
          Map.entry("signed", "Падпісана ключамі"),
          Map.entry("size", "Памер"),
          Map.entry("back", "Усе курсы"),
          Map.entry("beginner", "для пачаткоўцаў"),
          Map.entry("advanced", "паглыблены"),
          Map.entry("expert", "для спецыялістаў"))),
  RU(
      "ru",
      Map.ofEntries(
          Map.entry("title", "Курсы"),
          Map.entry(
              "intro",
              "Материалы мастерских, читать можно свободно. Открывайте их в программе Busel."),
          Map.entry("empty", "Здесь пока ничего не опубликовано."),
          Map.entry("minutes", "мин"),
          Map.entry("languages", "Языки"),
          Map.entry("lessons", "Уроки"),
          Map.entry("signed", "Подписано ключами"),
          Map.entry("size", "Размер"),
          Map.entry("back", "Все курсы"),
          Map.entry("beginner", "для начинающих"),
          Map.entry("advanced", "углублённый"),
          Map.entry("expert", "для специалистов")));

  private static final int MAX_HEADER_CHARS = 256;

  private final String code;

  @SuppressWarnings("ImmutableEnumChecker") // Map.ofEntries is immutable, only its type is not
  private final Map<String, String> words;

  Words(String code, Map<String, String> words) {
    this.code = code;
    this.words = words;
  }

  /// Language code for the page.
  String code() {
    return code;
  }

  /// The word for `key`.
  String of(String key) {
    String word = words.get(key);
    return word == null ? key : word;
  }

  /// What a browser would like best of what there is; English if it says nothing that can be read.
  ///
  /// @param acceptLanguage from anybody
  static Words wantedBy(String acceptLanguage) {
    if (acceptLanguage.isEmpty() || acceptLanguage.length() > MAX_HEADER_CHARS) {
      return EN;
    }
    try {
      List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(acceptLanguage);
      String best = Locale.lookupTag(ranges, List.of(EN.code, BE.code, RU.code));
      return best == null ? EN : valueOf(best.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unreadable) {
      return EN;
    }
  }
}
