package org.busel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.PropertyResourceBundle;
import org.busel.cli.review.ReviewWords;
import picocli.CommandLine;

/// Help of the triage verbs in the language that `--words` names.
final class TriageHelp {
  private static final String OPTION = "--words";

  private TriageHelp() {}

  /// Lets the triage verbs explain themselves in the language that stands on this command line, if it is one of ours.
  static void speak(CommandLine busel, String... arguments) {
    List<String> typed = List.of(arguments);
    CommandLine triage = busel.getSubcommands().get("triage");
    if (triage == null || !typed.contains("triage")) {
      return;
    }
    String language = "en";
    for (int i = 0; i < typed.size(); i++) {
      if (typed.get(i).equals(OPTION) && i + 1 < typed.size()) {
        language = typed.get(i + 1);
      } else if (typed.get(i).startsWith(OPTION + "=")) {
        language = typed.get(i).substring(OPTION.length() + 1);
      }
    }
    if (!language.equals("en") && ReviewWords.LANGUAGES.contains(language)) {
      triage.setResourceBundle(words(language));
    }
  }

  private static PropertyResourceBundle words(String language) {
    try (InputStream in =
        TriageHelp.class.getResourceAsStream("review/help_" + language + ".properties")) {
      if (in == null) {
        throw new IllegalStateException("the help of a review is not in this build");
      }
      return new PropertyResourceBundle(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the help of a review cannot be read", e);
    }
  }
}
