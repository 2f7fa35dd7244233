package org.busel.cli.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.busel.triage.Level;
import org.busel.triage.Review;
import org.busel.triage.model.Technique;
import org.busel.triage.own.Learnt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewWordsTest {
  private static final Path LESSONS =
      Path.of("../../training-content/courses/propaganda-and-fact-checking");

  /// What a look at style cannot know, in the three languages and in every form of the word.
  private static final List<String> FORBIDDEN =
      List.of(
          "true",
          "truth",
          "fake",
          "genuine",
          "verdict",
          "lie",
          "lies",
          "propaganda:",
          "праўд",
          "фэйк",
          "фейк",
          "сапраўдн",
          "вердыкт",
          "прысуд",
          "хлус",
          "правд",
          "подлинн",
          "вердикт",
          "приговор",
          "лож",
          "ложь");

  @ParameterizedTest
  @ValueSource(strings = {"en", "be", "ru"})
  void noLanguageSaysMoreThanStyle(String language) throws IOException {
    Properties said = properties("words_" + language);
    if (!language.equals("en")) said.putAll(properties("help_" + language));
    for (Object words : said.values()) {
      for (String word : words.toString().toLowerCase(Locale.ROOT).split("[^\\p{L}:]+", -1)) {
        assertThat(FORBIDDEN).noneMatch(word.length() < 5 ? word::equals : word::startsWith);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "be", "ru"})
  void everyLevelReasonAndTechniqueHasWords(String language) throws IOException {
    ReviewWords words = ReviewWords.in(language);

    Stream<String> names =
        Stream.of(
                Arrays.stream(Level.values()).map(level -> "level." + level),
                Arrays.stream(Review.Reason.values()).map(reason -> "reason." + reason),
                Arrays.stream(Technique.values()).map(technique -> "technique." + technique),
                Arrays.stream(Learnt.Kind.values()).map(kind -> "learnt.changed." + kind))
            .flatMap(name -> name);

    assertThat(names).allSatisfy(name -> assertThat(words.say(name)).isNotBlank());
    assertThat(properties("words_" + language).keySet()).isEqualTo(properties("words_en").keySet());
    assertThatThrownBy(() -> words.say("level.UNHEARD_OF"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "be", "ru"})
  void theLimitsAreToldInEveryLanguage(String language) {
    assertThat(ReviewWords.in(language).say("limits")).contains("2024");
    assertThat(ReviewWords.in(language).say("lesson")).contains("propaganda-and-fact-checking");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "be", "ru"})
  void everyTechniqueHasAHeadingInTheLessonThatItLeadsTo(String language) throws IOException {
    Path lesson = LESSONS.resolve(language).resolve("lesson-07-at-a-marker.md");
    List<String> anchors =
        Files.readAllLines(lesson).stream()
            .filter(line -> line.startsWith("## "))
            .map(line -> "lesson-07-at-a-marker#" + anchor(line.substring(3)))
            .toList();

    for (Technique technique : Technique.values()) {
      assertThat(anchors).contains(ReviewWords.in(language).say("lesson." + technique));
    }
  }

  /// As the author's room makes anchors of headings; its own tests hold that.
  private static String anchor(String heading) {
    return heading
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\s", "-")
        .replaceAll("[^\\p{L}\\p{M}\\p{N}-]", "");
  }

  @Test
  void theHelpOfBothOtherLanguagesSaysTheSame() throws IOException {
    assertThat(properties("help_be").keySet()).isEqualTo(properties("help_ru").keySet());
  }

  private static Properties properties(String file) throws IOException {
    Properties words = new Properties();
    try (var in = ReviewWordsTest.class.getResourceAsStream(file + ".properties")) {
      words.load(
          new java.io.InputStreamReader(
              java.util.Objects.requireNonNull(in), StandardCharsets.UTF_8));
    }
    return words;
  }
}
