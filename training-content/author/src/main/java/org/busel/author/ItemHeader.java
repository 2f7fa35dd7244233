package org.busel.author;

import java.util.Optional;
import java.util.OptionalInt;
import org.busel.author.Problem.Place;

/// What stands above every lesson, quiz and checklist.
///
/// @param version of the text in the source language; for a translation, the one it renders
record ItemHeader(String title, int version, Place place) {

  /// Reads the keys that all items share.
  ///
  /// @param source whether the item is in the source language
  static Optional<ItemHeader> read(YamlMap yaml, boolean source, Problems problems) {
    Optional<String> title = yaml.text("title", 200).map(YamlMap.Placed::value);
    String wrong = source ? "translated-from" : "version";
    if (yaml.keys().contains(wrong)) {
      problems.error(
          yaml.place(wrong),
          source
              ? "translated-from is for translations"
              : "version is for the source language; a translation says translated-from",
          "");
      Optional<String> _ = yaml.textIfAny(wrong, 100);
    }
    OptionalInt version =
        source
            ? OptionalInt.of(yaml.numberIfAny("version", 1, Integer.MAX_VALUE).orElse(1))
            : yaml.number("translated-from", 1, Integer.MAX_VALUE);
    return title.isEmpty() || version.isEmpty()
        ? Optional.empty()
        : Optional.of(new ItemHeader(title.get(), version.getAsInt(), yaml.start()));
  }
}
