package org.busel.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.busel.cli.terminal.Surroundings;
import org.busel.format.Language;

/// Chooses the language of what is shown.
final class Languages {
  /// Described to the person as the default of `--lang`.
  static final String DEFAULT = "your locale's, else the module's own";

  private Languages() {}

  /// The language of the person's locale (`be_BY.UTF-8`), if it has one.
  static Optional<Language> ofLocale(Surroundings surroundings) {
    return surroundings
        .variable("LC_ALL")
        .or(() -> surroundings.variable("LC_MESSAGES"))
        .or(() -> surroundings.variable("LANG"))
        .map(locale -> locale.split("[_.@]", -1)[0])
        .flatMap(Language::parse);
  }

  /// What was typed, or the locale's, or the first of those that there are.
  static Language best(
      Optional<Language> typed, Surroundings surroundings, List<Language> available) {
    return typed
        .or(() -> ofLocale(surroundings).filter(available::contains))
        .orElseGet(available::getFirst);
  }

  static String list(List<Language> languages) {
    return languages.stream().map(Language::code).collect(Collectors.joining(" "));
  }
}
