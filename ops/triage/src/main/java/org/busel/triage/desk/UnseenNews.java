package org.busel.triage.desk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.busel.triage.Level;
import org.busel.triage.Review;
import org.busel.triage.Triage;

/// Counts false "many" on news that somebody brings along: one JSON object a line with `text` and perhaps `lang`. The
/// model under test must not have seen it; the data folder has none from Russian-language public-service media.
final class UnseenNews {
  private static final double BAR = 0.05;

  private UnseenNews() {}

  /// A row for each language that the lines name.
  static List<TableRow> rows(Path file, Triage triage) {
    Map<String, List<Boolean>> many = new TreeMap<>();
    for (Item item : Corpus.lines(file)) {
      boolean flagged =
          triage.review(item.text()) instanceof Review.Reviewed reviewed
              && reviewed.level() == Level.MANY;
      many.computeIfAbsent(item.language(), language -> new ArrayList<>()).add(flagged);
    }
    var rows = new ArrayList<TableRow>();
    many.forEach((language, flags) ->
        rows.add(
            TableRow.atMost(
                "false \"many\" on news brought along, "
                    + (language.isEmpty() ? "any language" : language),
                Table.share(flags, flag -> flag),
                BAR)));
    return rows;
  }
}
