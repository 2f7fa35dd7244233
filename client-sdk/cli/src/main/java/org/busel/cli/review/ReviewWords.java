package org.busel.cli.review;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

/// The words of one language.
public final class ReviewWords {
  /// The languages that a review is told in.
  public static final List<String> LANGUAGES = List.of("en", "be", "ru");

  private final String language;
  private final Properties words;

  private ReviewWords(String language, Properties words) {
    this.language = language;
    this.words = words;
  }

  /// The words of one of [#LANGUAGES].
  public static ReviewWords in(String language) {
    if (!LANGUAGES.contains(language)) {
      throw new IllegalArgumentException("no words in " + language);
    }
    Properties words = new Properties();
    try (InputStream in =
        ReviewWords.class.getResourceAsStream("words_" + language + ".properties")) {
      if (in == null) {
        throw new IllegalStateException("the words of a review are not in this build");
      }
      words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the words of a review cannot be read", e);
    }
    return new ReviewWords(language, words);
  }

  /// The BCP 47 code of these words.
  public String language() {
    return language;
  }

  /// The words under a name, with `{0}`, `{1}` and so on replaced.
  public String say(String name, Object... with) {
    String words = this.words.getProperty(name);
    if (words == null) {
      throw new IllegalArgumentException("no words for " + name);
    }
    for (int i = 0; i < with.length; i++) {
      words = words.replace("{" + i + "}", String.valueOf(with[i]));
    }
    return words;
  }
}
