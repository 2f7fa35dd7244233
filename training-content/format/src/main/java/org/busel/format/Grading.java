package org.busel.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Grades answers without a network, a clock or a store. FORMAT.md, "Grading". Pure and safe for many threads; with a
/// locked quiz each answer takes as long as its lock asks for.
public final class Grading {
  private final Quiz quiz;

  public Grading(Quiz quiz) {
    this.quiz = quiz;
  }

  /// What becomes of one answer.
  public Mark mark(Question question, QuizAnswer answer) {
    if (!question.known()) {
      return new Mark.NeedsNewerApp();
    }
    Optional<String> spelling = answer.spelling(question);
    if (spelling.isEmpty()) {
      return new Mark.NoAnswer(hint(question));
    }
    if (question.key() instanceof AnswerKey.Open open) {
      return open(question, open, answer, spelling.get());
    }
    return locked(question, (AnswerKey.Locked) question.key(), answer, spelling.get());
  }

  /// The result of an attempt, with whatever was not answered as not right.
  ///
  /// @param answers by question id
  public QuizResult result(Map<String, QuizAnswer> answers) {
    SortedMap<String, Mark> marks = new TreeMap<>();
    for (Question question : quiz.questions()) {
      @Nullable QuizAnswer answer = answers.get(question.id());
      if (answer != null) {
        marks.put(question.id(), mark(question, answer));
      }
    }
    return summed(marks.values());
  }

  /// As [#result], of answers that were marked already.
  public QuizResult summed(Collection<Mark> marks) {
    int right = (int) marks.stream().filter(Mark.Correct.class::isInstance).count();
    int graded = (int) quiz.questions().stream().filter(Question::graded).count();
    return new QuizResult(right, graded, quiz.passPercent());
  }

  private static Mark open(
      Question question, AnswerKey.Open open, QuizAnswer answer, String spelling) {
    if (!question.graded()) {
      return new Mark.Kept(open.explanation());
    }
    List<String> told = new ArrayList<>();
    for (String part : parts(answer, spelling)) {
      @Nullable String words = open.told().get(part);
      if (words != null) {
        told.add(words);
      }
    }
    return open.right().accepts(spelling)
        ? new Mark.Correct(told, open.explanation())
        : new Mark.Incorrect(told, open.explanation());
  }

  private Mark locked(
      Question question, AnswerKey.Locked locked, QuizAnswer answer, String spelling) {
    AnswerLock lock = quiz.lock().orElseThrow();
    if (answer instanceof QuizAnswer.Typed typed
        && locked.decimals().isPresent()
        && typed.decimals().orElse(0) > locked.decimals().getAsInt()) {
      return new Mark.NoAnswer(
          locked.decimals().getAsInt() == 0
              ? "a whole number"
              : "a number with at most " + locked.decimals().getAsInt() + " decimals");
    }
    List<String> told = new ArrayList<>();
    if (!locked.told().isEmpty()) {
      for (String part : parts(answer, spelling)) {
        opened(locked.told(), lock.key(question.id(), AnswerLock.TOLD, part))
            .ifPresent(it -> told.add(new String(it, StandardCharsets.UTF_8)));
      }
    }
    Optional<byte[]> explaining =
        opened(locked.right(), lock.key(question.id(), AnswerLock.RIGHT, spelling));
    if (explaining.isEmpty()) {
      return new Mark.Incorrect(told, Optional.empty());
    }
    return new Mark.Correct(
        told,
        explaining
            .filter(key -> key.length == 32)
            .flatMap(key -> locked.explanation().flatMap(box -> AnswerLock.opened(key, box)))
            .map(it -> new String(it, StandardCharsets.UTF_8)));
  }

  private static Optional<byte[]> opened(List<String> boxes, byte[] key) {
    return boxes.stream().flatMap(box -> AnswerLock.opened(key, box).stream()).findFirst();
  }

  /// What feedback goes by: each option that was chosen, or all that was typed.
  private static List<String> parts(QuizAnswer answer, String spelling) {
    return answer instanceof QuizAnswer.Chosen chosen
        ? chosen.options().stream().map(String::valueOf).toList()
        : List.of(spelling);
  }

  private static String hint(Question question) {
    return switch (question.kind()) {
      case Question.CHOICE -> "one number of an option";
      case Question.MULTIPLE -> "one or more numbers of options, with commas between";
      case Question.ORDER -> "the numbers of all options in the right order";
      case Question.MATCH -> "a match for every option";
      case Question.NUMBER -> "a number";
      default -> "a few words";
    };
  }
}
