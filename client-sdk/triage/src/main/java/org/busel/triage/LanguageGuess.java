package org.busel.triage;

import java.util.List;
import java.util.Map;
import org.busel.triage.model.Language;
import org.busel.triage.text.Marks;
import org.busel.triage.text.Passage;

/// Tells the languages apart by letters that only some of them have and by frequent runs of three characters.
public final class LanguageGuess {
  private static final int FEWEST_LETTERS = 20;
  private static final Map<Language, List<String>> RUNS =
      Map.of(
          Language.RUSSIAN,
          List.of(
              " и ", "что", " не", "ого", "ени", " на", "ост", "ть ", "ые ", "ет ", "ий ", "как",
              " из", "его", "или", "ых "),
          Language.UKRAINIAN,
          List.of(
              " і ", " що", "ння", " та", "ськ", "ого", "від", " не", " до", "ть ", "ові", "ись",
              "ів ", "які", " це", "або"),
          Language.BELARUSIAN,
          List.of(
              " і ", "што", "ага", " не", " у ", "ава", "ння", "ць ", "ска", "ацы", "дзе", " да",
              "ых ", "як ", "цца", "або"));

  private LanguageGuess() {}

  /// The language of the author's own words, or [Language#UNKNOWN].
  public static Language of(Passage passage) {
    int[] letters = new int[0x530];
    int latin = 0;
    int polish = 0;
    int cyrillic = 0;
    int all = 0;
    char[] chars = passage.chars();
    var text = new StringBuilder(" ");
    for (int i = 0; i < passage.length(); i++) {
      if (passage.markAt(i) == Marks.BOILERPLATE) continue;
      char c = Character.toLowerCase(chars[i]);
      if (!Character.isLetter(c)) {
        if (text.charAt(text.length() - 1) != ' ') text.append(' ');
        continue;
      }
      text.append(c);
      all++;
      if (c < letters.length) letters[c]++;
      if (c >= 0x0400 && c < 0x0530) cyrillic++;
      else if (c >= 'a' && c <= 'z') latin++;
      if ("ąćęłńśźż".indexOf(c) >= 0) polish++;
    }
    if (all < FEWEST_LETTERS) return Language.UNKNOWN;
    if (latin + polish > 0.6 * all) return latinLanguage(text, polish, all);
    if (cyrillic < 0.4 * all) return Language.UNKNOWN;
    return cyrillicLanguage(text, letters, cyrillic);
  }

  private static Language latinLanguage(StringBuilder text, int polish, int all) {
    if (polish > 0.01 * all) return Language.POLISH;
    int english = 0;
    for (String run :
        List.of(
            " the ", " of ", " and ", " to ", " in ", " is ", " that ", " for ", " was ", " it ")) {
      english += times(text, run);
    }
    return english * 60 >= all / 5 ? Language.ENGLISH : Language.UNKNOWN;
  }

  private static Language cyrillicLanguage(StringBuilder text, int[] letters, int all) {
    double shortU = letters['ў'];
    double i = letters['і'];
    double yery = letters['ы'] + letters['э'];
    double ukrainian = letters['ї'] + letters['є'] + letters['ґ'];
    double russian = letters['и'];
    double be = 20 * shortU + 3 * Math.min(i, 2 * yery) - 6 * ukrainian - russian;
    double uk = 10 * ukrainian + 3 * i - 5 * yery - 8 * shortU;
    double ru =
        4 * yery
            + 0.5 * russian
            + 4 * letters['ё']
            + 10 * letters['ъ']
            - 6 * i
            - 8 * shortU
            - 8 * ukrainian;
    // Letters that none of the three has: Serbian, Bulgarian's own spelling is not told apart.
    int foreign =
        letters['ј']
            + letters['љ']
            + letters['њ']
            + letters['ђ']
            + letters['ћ']
            + letters['қ']
            + letters['ә'];
    if (foreign > all / 100) return Language.UNKNOWN;
    be += runs(text, Language.BELARUSIAN);
    uk += runs(text, Language.UKRAINIAN);
    ru += runs(text, Language.RUSSIAN);
    if (be >= uk && be >= ru) return Language.BELARUSIAN;
    return uk >= ru ? Language.UKRAINIAN : Language.RUSSIAN;
  }

  private static double runs(StringBuilder text, Language language) {
    int runs = 0;
    for (String run : RUNS.getOrDefault(language, List.of())) runs += times(text, run);
    return 2.0 * runs;
  }

  private static int times(StringBuilder text, String run) {
    int times = 0;
    for (int at = text.indexOf(run); at >= 0; at = text.indexOf(run, at + 1)) times++;
    return times;
  }
}
