package org.busel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.busel.cli.terminal.Stop;

/// What is said to somebody who protects, destroys or brings back a profile, in one language.
final class SafetyWords {
  private static final List<String> LANGUAGES = List.of("en", "be", "ru");

  private final Properties words;

  private SafetyWords(Properties words) {
    this.words = words;
  }

  /// The words of a language that was typed.
  ///
  /// @throws Stop if there are none
  static SafetyWords in(String language) {
    if (!LANGUAGES.contains(language)) {
      throw Stop.misused("this is told in en, be or ru", "add --words be");
    }
    Properties words = new Properties();
    try (InputStream in =
        SafetyWords.class.getResourceAsStream("safety/words_" + language + ".properties")) {
      if (in == null) {
        throw new IllegalStateException("the words are not in this build");
      }
      words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the words cannot be read", e);
    }
    return new SafetyWords(words);
  }

  /// The words under a name, with `{0}`, `{1}` and so on replaced.
  String say(String name, Object... with) {
    String said = words.getProperty(name);
    if (said == null) {
      throw new IllegalArgumentException("no words for " + name);
    }
    for (int i = 0; i < with.length; i++) {
      said = said.replace("{" + i + "}", String.valueOf(with[i]));
    }
    return said;
  }
}
