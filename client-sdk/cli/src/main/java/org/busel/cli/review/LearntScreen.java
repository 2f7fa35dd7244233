package org.busel.cli.review;

import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.busel.cli.terminal.Span;
import org.busel.cli.terminal.Terminal;
import org.busel.triage.model.Language;
import org.busel.triage.own.Adaptation;
import org.busel.triage.own.Comparison;
import org.busel.triage.own.Learnt;

/// What learning came to, on a terminal: what it was counted on, before and after, and whether it is kept.
public record LearntScreen(Terminal terminal, ReviewWords words) {
  /// Prints it.
  ///
  /// @param kept whether something is kept now that was not before
  public void print(Adaptation adaptation, boolean kept) {
    for (Learnt learnt : adaptation.learnt()) {
      String languages = names(learnt.languages());
      switch (learnt) {
        case Learnt.Helps(_, Learnt.Kind kind, Comparison comparison, _) -> {
          terminal.print(Span.strong(languages + ": " + words.say("learnt.helps")));
          print(comparison);
          terminal.print("  " + words.say("learnt.changed." + kind));
        }
        case Learnt.DoesNotHelp(_, Comparison comparison) -> {
          terminal.print(Span.strong(languages + ": " + words.say("learnt.does-not-help")));
          print(comparison);
        }
        case Learnt.TooFew(_, int manipulative, int other) ->
            terminal.print(
                Span.strong(languages + ": " + words.say("learnt.too-few", manipulative, other)));
      }
    }
    if (adaptation.unread() > 0) {
      terminal.print(words.say("labels.left-out", adaptation.unread()));
    }
    if (kept) {
      terminal.print(words.say("learnt.kept"));
    }
    terminal.print(Span.faint(words.say("learnt.limits")));
  }

  private void print(Comparison comparison) {
    terminal.print(
        "  " + words.say("learnt.counted-on", comparison.texts(), comparison.manipulative()));
    row("learnt.auc", comparison, Comparison.Quality::auc);
    row("learnt.macro-f1", comparison, Comparison.Quality::macroF1);
    row("learnt.calibration-error", comparison, Comparison.Quality::calibrationError);
    row("learnt.log-loss", comparison, Comparison.Quality::logLoss);
    terminal.print(
        "  "
            + words.say(
                "learnt.gain",
                shown(comparison.gain()),
                shown(comparison.gainLow()),
                shown(comparison.gainHigh())));
  }

  private void row(
      String name, Comparison comparison, ToDoubleFunction<Comparison.Quality> figure) {
    terminal.print(
        "  "
            + words.say(
                name,
                shown(figure.applyAsDouble(comparison.before())),
                shown(figure.applyAsDouble(comparison.after()))));
  }

  private String names(Set<Language> languages) {
    return languages.stream().map(Language::code).sorted().collect(Collectors.joining(", "));
  }

  private static String shown(double figure) {
    return String.format(Locale.ROOT, "%.3f", figure);
  }
}
