package org.busel.cli.quiz;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.busel.cli.terminal.Span;
import org.busel.cli.terminal.Terminal;
import org.busel.format.Mark;
import org.busel.format.QuizResult;

/// What became of answers, as lines and as JSON.
public final class MarkPage {
  private MarkPage() {}

  /// A few lines about one answer.
  public static void print(Terminal terminal, Mark mark) {
    switch (mark) {
      case Mark.Correct(List<String> told, Optional<String> explanation) ->
          print(terminal, "right", told, explanation);
      case Mark.Incorrect(List<String> told, Optional<String> explanation) ->
          print(terminal, "not right", told, explanation);
      case Mark.Kept(Optional<String> explanation) ->
          print(terminal, "kept for yourself", List.of(), explanation);
      case Mark.NoAnswer(String hint) -> terminal.say(hint);
      case Mark.NeedsNewerApp _ -> terminal.say("this question needs a newer busel");
    }
  }

  /// A line about all of them.
  public static void print(Terminal terminal, QuizResult result) {
    terminal.print("");
    terminal.print(
        Span.strong(result.passed() ? "passed" : "not passed"),
        Span.plain(
            ": %d of %d right, %d %%; needed: %d %%"
                .formatted(
                    result.right(), result.graded(), result.percent(), result.passPercent())));
  }

  /// The same as fields.
  public static void write(JsonGenerator fields, QuizResult result) throws IOException {
    fields.writeNumberField("right", result.right());
    fields.writeNumberField("graded", result.graded());
    fields.writeNumberField("percent", result.percent());
    fields.writeNumberField("pass_percent", result.passPercent());
    fields.writeBooleanField("passed", result.passed());
  }

  /// The same of one answer.
  public static void write(JsonGenerator fields, Mark mark) throws IOException {
    switch (mark) {
      case Mark.Correct(List<String> told, Optional<String> explanation) ->
          write(fields, "correct", told, explanation);
      case Mark.Incorrect(List<String> told, Optional<String> explanation) ->
          write(fields, "incorrect", told, explanation);
      case Mark.Kept(Optional<String> explanation) ->
          write(fields, "kept", List.of(), explanation);
      case Mark.NoAnswer _ -> write(fields, "no_answer", List.of(), Optional.empty());
      case Mark.NeedsNewerApp _ -> write(fields, "needs_newer_app", List.of(), Optional.empty());
    }
  }

  private static void print(
      Terminal terminal, String word, List<String> told, Optional<String> explanation) {
    terminal.print(Span.plain("   "), Span.strong(word));
    told.forEach(words -> ShownQuestion.print(terminal, "   ", words));
    explanation.ifPresent(words -> ShownQuestion.print(terminal, "   ", words));
  }

  private static void write(
      JsonGenerator fields, String word, List<String> told, Optional<String> explanation)
      throws IOException {
    fields.writeStringField("mark", word);
    fields.writeArrayFieldStart("told");
    for (String words : told) {
      fields.writeString(words);
    }
    fields.writeEndArray();
    if (explanation.isPresent()) {
      fields.writeStringField("explanation", explanation.get());
    }
  }
}
