package org.busel.export;

import java.util.ArrayList;
import java.util.List;
import org.busel.format.AnswerKey;
import org.busel.format.Question;
import org.busel.format.Right;

/// What is right in a question, as lines for a person.
final class Answers {
  private Answers() {}

  /// The right answer, then the explanation; nothing of a question whose answers are locked.
  static List<String> lines(Question question) {
    List<String> lines = new ArrayList<>();
    if (question.key() instanceof AnswerKey.Open open) {
      switch (open.right()) {
        case Right.Options options ->
            options.numbers().forEach(it -> lines.add("✓ " + question.options().get(it)));
        case Right.AsListed _ -> {
          for (int i = 0; i < question.options().size(); i++) {
            lines.add((i + 1) + ". " + question.options().get(i));
          }
        }
        case Right.Paired _ -> {
          for (int i = 0; i < question.options().size(); i++) {
            lines.add(question.options().get(i) + " — " + question.matches().get(i));
          }
        }
        case Right.Near near ->
            lines.add("✓ " + near.number().toPlainString() + question.unit().map(it -> " " + it).orElse(""));
        case Right.Texts texts -> lines.add("✓ " + String.join(" · ", texts.written()));
        case Right.Anything _ -> {
          // Nothing is right in a reflection.
        }
      }
      open.explanation().ifPresent(lines::add);
    }
    return lines;
  }

  /// Why a question cannot be asked elsewhere, or an empty string.
  static String locked(Question question) {
    return question.key() instanceof AnswerKey.Locked
        ? "question " + question.id() + ": its answers are locked, and another system cannot open them"
        : "";
  }
}
