package org.busel.cli.quiz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.busel.cli.terminal.Span;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.format.Mark;
import org.busel.format.Question;
import org.busel.format.QuizAnswer;
import org.busel.format.QuizResult;
import org.busel.sdk.courses.QuizAttempt;

/// Somebody takes a quiz at the terminal.
public final class QuizTaking {
  private final Terminal terminal;
  private final QuizAttempt attempt;

  public QuizTaking(Terminal terminal, QuizAttempt attempt) {
    this.terminal = terminal;
    this.attempt = attempt;
  }

  /// Asks whatever is open, says at once what was right, and ends the attempt.
  ///
  /// @throws Stop if the input ends before
  public QuizResult run() {
    terminal.print(Span.strong(attempt.quiz().title()));
    int number = attempt.answered();
    if (number > 0) {
      terminal.say("going on with an attempt; answered so far: " + number);
    }
    for (Question question : attempt.open()) {
      number++;
      terminal.print("");
      ask(shown(question), number + ". ");
    }
    return attempt.finish();
  }

  private void ask(ShownQuestion shown, String mark) {
    shown.print(terminal, mark);
    while (true) {
      String line =
          terminal
              .ask(shown.prompt())
              .orElseThrow(() ->
                  Stop.unavailable(
                      "the quiz is not finished; what was answered is kept",
                      "take it again to go on"));
      Optional<QuizAnswer> answer = shown.typed(line);
      Mark made =
          answer
              .map(it -> attempt.answer(shown.question(), it))
              .orElseGet(() -> new Mark.NoAnswer("that is no answer to this question"));
      if (!(made instanceof Mark.NoAnswer(String hint))) {
        MarkPage.print(terminal, made);
        return;
      }
      terminal.say(hint);
    }
  }

  private ShownQuestion shown(Question question) {
    return new ShownQuestion(question, attempt.options(question), attempt.matches(question));
  }

  /// Answers by question, as a file gives them.
  public record Given(Question question, QuizAnswer answer) {}

  /// Reads lines `QUESTION-ID: ANSWER`, with numbers and letters as `busel course read` shows them.
  ///
  /// @throws Stop at the first line that is none
  public static List<Given> given(QuizAttempt attempt, List<String> lines) {
    List<Given> given = new ArrayList<>();
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      int colon = line.indexOf(':');
      String id = colon < 0 ? line.strip() : line.substring(0, colon).strip();
      Question question =
          attempt
              .quiz()
              .question(id)
              .filter(it -> colon > 0)
              .orElseThrow(() ->
                  Stop.misused(
                      "the quiz has no question \"" + id + "\"",
                      "a line is QUESTION: ANSWER; there is: "
                          + String.join(
                              " ", attempt.quiz().questions().stream().map(Question::id).toList())));
      ShownQuestion shown = ShownQuestion.onPaper(attempt.quiz(), question);
      QuizAnswer answer =
          shown
              .typed(line.substring(colon + 1))
              .orElseThrow(() ->
                  Stop.misused("that is no answer to " + id, "expected: " + shown.prompt() + "…"));
      if (given.stream().anyMatch(it -> it.question().equals(question))) {
        throw Stop.misused(id + " is answered twice");
      }
      given.add(new Given(question, answer));
    }
    return given;
  }
}
