package org.busel.cli.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.busel.cli.terminal.Span;
import org.busel.cli.terminal.Style;
import org.busel.cli.terminal.Terminal;
import org.busel.triage.Findings;
import org.busel.triage.Marker;
import org.busel.triage.Review;
import org.busel.triage.TechniqueSign;

/// A review on a terminal: the level, the techniques, the text with its markers in colour and in brackets, the limits.
public record ReviewScreen(Terminal terminal, ReviewWords words) {
  /// Prints the review of a text.
  public void print(String text, Review review) {
    switch (review) {
      case Review.Reviewed(var level, var findings) -> {
        terminal.print(Span.strong(words.say("level." + level)));
        terminal.print(
            Span.plain(words.say("probability", Math.round(100 * findings.probability()))));
        print(text, findings);
      }
      case Review.Abstained(var reason, _, var findings) -> {
        terminal.print(
            Span.strong(words.say("cannot-say")), Span.plain(": " + words.say("reason." + reason)));
        findings.ifPresent(f -> print(text, f));
      }
    }
    terminal.print("");
    terminal.print(Span.faint(words.say("limits")));
    terminal.print(words.say("lesson"));
  }

  private void print(String text, Findings findings) {
    if (findings.experimental()) {
      terminal.print(Span.faint(words.say("experimental")));
    }
    if (findings.cut()) {
      terminal.print(Span.faint(words.say("cut")));
    }
    for (TechniqueSign sign : findings.techniques()) {
      terminal.print(
          Span.plain("  " + words.say(sign.likely() ? "likely" : "possible") + ": "),
          Span.plain(words.say("technique." + sign.technique())));
      terminal.print(Span.faint("      " + words.say("lesson." + sign.technique())));
    }
    terminal.print("");
    text(text, findings);
    if (!findings.markers().isEmpty()) {
      terminal.print("");
      terminal.print(Span.strong(words.say("places")));
    }
    int number = 0;
    for (Marker marker : findings.markers()) {
      number++;
      String technique = marker.technique().map(t -> words.say("technique." + t)).orElse("");
      terminal.print("  [" + number + "] " + technique);
      if (!marker.words().isEmpty()) {
        terminal.print("      " + words.say("weighed", String.join(", ", marker.words())));
      }
    }
  }

  private void text(String text, Findings findings) {
    var line = new ArrayList<Span>();
    int number = 0;
    for (Pieces.Piece piece : Pieces.of(text, findings)) {
      List<String> lines = piece.text().lines().toList();
      boolean ends = piece.text().endsWith("\n");
      for (int i = 0; i < lines.size(); i++) {
        line.add(shown(lines.get(i), piece.kind()));
        if (i + 1 < lines.size() || ends) {
          flush(line);
        }
      }
      if (piece.kind() == Pieces.Kind.MARKER) {
        number++;
        line.add(Span.strong("[" + number + "]"));
      }
    }
    flush(line);
  }

  private static Span shown(String text, Pieces.Kind kind) {
    return switch (kind) {
      case PLAIN -> Span.plain(text);
      case MARKER -> new Span(text, Style.BAD);
      case QUOTED, BOILERPLATE -> Span.faint(text);
    };
  }

  private void flush(List<Span> line) {
    terminal.print(line.toArray(Span[]::new));
    line.clear();
  }

  /// The findings of a review, if there are any.
  static Optional<Findings> findings(Review review) {
    return switch (review) {
      case Review.Reviewed(_, var findings) -> Optional.of(findings);
      case Review.Abstained(_, _, var findings) -> findings;
    };
  }
}
