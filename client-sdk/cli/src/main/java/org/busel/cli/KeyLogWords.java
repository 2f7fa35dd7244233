package org.busel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.busel.cli.terminal.Stop;

/// What is said about the key log, in one language.
final class KeyLogWords {
  static final List<String> LANGUAGES = List.of("en", "be", "ru");

  private final Properties words;

  private KeyLogWords(Properties words) {
    this.words = words;
  }

  static KeyLogWords in(String language) {
    if (!LANGUAGES.contains(language)) {
      throw Stop.misused("this is told in en, be or ru", "busel transparency --words be");
    }
    Properties words = new Properties();
    try (InputStream in =
        KeyLogWords.class.getResourceAsStream("keylog_" + language + ".properties")) {
      if (in == null) {
        throw new IllegalStateException("the words about the key log are not in this build");
      }
      words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the words about the key log cannot be read", e);
    }
    return new KeyLogWords(words);
  }

  String say(String name, Object... with) {
    String found = words.getProperty(name);
    if (found == null) {
      throw new IllegalArgumentException("no words for " + name);
    }
    for (int i = 0; i < with.length; i++) {
      found = found.replace("{" + i + "}", String.valueOf(with[i]));
    }
    return found;
  }
}
