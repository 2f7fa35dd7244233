package org.busel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.PropertyResourceBundle;
import org.busel.cli.review.ReviewWords;
import picocli.CommandLine;

/// Help in the language that `--words` names, of the verbs that have it.
final class SpokenHelp {
  /// First words of verbs, and where their help lies.
  private static final Map<String, String> VERBS =
      Map.of(
          "triage", "review",
          "duress", "safety",
          "backup", "safety",
          "shares", "safety",
          "restore", "safety",
          "wipe", "safety",
          "panic", "safety");

  private static final String OPTION = "--words";

  private SpokenHelp() {}

  /// Lets verbs explain themselves in the language that stands on this command line, if it is one of ours.
  static void speak(CommandLine busel, String... arguments) {
    List<String> typed = List.of(arguments);
    for (Map.Entry<String, String> verb : VERBS.entrySet()) {
      CommandLine command = busel.getSubcommands().get(verb.getKey());
      if (command != null && typed.contains(verb.getKey())) {
        speak(command, verb.getValue(), typed);
      }
    }
  }

  private static void speak(CommandLine command, String folder, List<String> typed) {
    String language = "en";
    for (int i = 0; i < typed.size(); i++) {
      if (typed.get(i).equals(OPTION) && i + 1 < typed.size()) {
        language = typed.get(i + 1);
      } else if (typed.get(i).startsWith(OPTION + "=")) {
        language = typed.get(i).substring(OPTION.length() + 1);
      }
    }
    if (!language.equals("en") && ReviewWords.LANGUAGES.contains(language)) {
      command.setResourceBundle(words(folder, language));
    }
  }

  private static PropertyResourceBundle words(String folder, String language) {
    try (InputStream in =
        SpokenHelp.class.getResourceAsStream(folder + "/help_" + language + ".properties")) {
      if (in == null) {
        throw new IllegalStateException("the help is not in this build");
      }
      return new PropertyResourceBundle(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the help cannot be read", e);
    }
  }
}
