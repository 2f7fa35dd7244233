package org.busel.sdk.courses;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.busel.format.Grading;
import org.busel.format.Mark;
import org.busel.format.Question;
import org.busel.format.Quiz;
import org.busel.format.QuizAnswer;
import org.busel.format.QuizOrder;
import org.busel.format.QuizResult;
import org.jspecify.annotations.Nullable;

/// One attempt at a quiz: asks in this attempt's order, grades on the device, and is kept after every answer, so that a
/// crash loses nothing.
///
/// One thread at a time. With locked answers [#answer] takes as long as the lock asks for.
public final class QuizAttempt {
  private final Quiz quiz;
  private final Grading grading;
  private final QuizOrder order;
  private final QuizBook.Pages pages;
  private AttemptRecord attempt;
  private boolean finished;

  QuizAttempt(Quiz quiz, AttemptRecord attempt, QuizBook.Pages pages) {
    this.quiz = quiz;
    this.grading = new Grading(quiz);
    this.order = new QuizOrder(quiz, attempt.seed());
    this.pages = pages;
    this.attempt = attempt;
  }

  public Quiz quiz() {
    return quiz;
  }

  /// The questions that are still open, in this attempt's order; those that need a newer app are left out.
  public List<Question> open() {
    return order.questions().stream()
        .filter(it -> it.known() && !attempt.answers().containsKey(it.id()))
        .toList();
  }

  /// How many questions were answered before.
  public int answered() {
    return attempt.answers().size();
  }

  /// The numbers of the options of `question`, as this attempt shows them.
  public List<Integer> options(Question question) {
    return order.options(question);
  }

  /// The numbers of its matches, likewise.
  public List<Integer> matches(Question question) {
    return order.matches(question);
  }

  /// Answers one question, and says what became of that. A first answer stands; after [Mark.NoAnswer] there is none yet.
  ///
  /// @throws IllegalStateException if the question was answered or the attempt is finished
  public Mark answer(Question question, QuizAnswer answer) {
    if (finished || attempt.answers().containsKey(question.id())) {
      throw new IllegalStateException("this question was answered");
    }
    Mark mark = grading.mark(question, answer);
    if (mark instanceof Mark.NoAnswer || mark instanceof Mark.NeedsNewerApp) {
      return mark;
    }
    Map<String, QuizAnswer> answers = new TreeMap<>(attempt.answers());
    answers.put(question.id(), answer);
    Map<String, Boolean> right = new TreeMap<>(attempt.right());
    right.put(question.id(), mark instanceof Mark.Correct);
    attempt = new AttemptRecord(attempt.quiz(), attempt.seed(), answers, right);
    pages.keep(attempt);
    return mark;
  }

  /// What was answered to a question, for somebody who looks at it again.
  public @Nullable QuizAnswer given(Question question) {
    return attempt.answers().get(question.id());
  }

  /// Ends the attempt; what is still open counts as not right. What was answered is forgotten, the result is kept.
  ///
  /// @throws IllegalStateException if it was ended before
  public QuizResult finish() {
    if (finished) {
      throw new IllegalStateException("this attempt is finished");
    }
    finished = true;
    int right = (int) attempt.right().values().stream().filter(it -> it).count();
    int graded = (int) quiz.questions().stream().filter(Question::graded).count();
    QuizResult result = new QuizResult(right, graded, quiz.passPercent());
    pages.close(result);
    return result;
  }
}
