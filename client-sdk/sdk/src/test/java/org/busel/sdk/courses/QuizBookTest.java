package org.busel.sdk.courses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.busel.format.Mark;
import org.busel.format.Question;
import org.busel.format.QuizAnswer;
import org.busel.format.QuizResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuizBookTest {
  private final MortalStore store = new MortalStore();
  private final Courses courses =
      new Courses(
          store,
          new HonestSource(new ExampleCourse(1)),
          Optional.of(ExampleCourse.anchor()),
          Clock.fixed(ExampleCourse.NOW, ZoneOffset.UTC));
  private final QuizBook book = courses.quizzes();

  @BeforeEach
  void theModuleIsHere() {
    assertThat(courses.fetch(ExampleCourse.MODULE, Optional.empty()))
        .isInstanceOf(FetchOutcome.Fetched.class);
  }

  @Test
  void anAttemptGoesOnAfterACrashWithTheSameOrderAndTheSameAnswers() {
    QuizAttempt first = take();
    List<Integer> order = first.options(question(first, "lock"));
    assertThat(first.answer(question(first, "thought"), new QuizAnswer.Typed("my notes\nand all")))
        .isInstanceOf(Mark.Kept.class);

    QuizAttempt second = take();

    assertThat(second.answered()).isEqualTo(1);
    assertThat(second.open()).extracting(Question::id).containsExactly("lock");
    assertThat(second.options(question(second, "lock"))).isEqualTo(order);
    assertThat(second.given(question(second, "thought")))
        .isEqualTo(new QuizAnswer.Typed("my notes\nand all"));
    assertThat(second.answer(question(second, "lock"), chosen(0)))
        .isInstanceOf(Mark.Correct.class);
    assertThat(second.finish()).isEqualTo(new QuizResult(1, 1, 60));
    assertThat(book.past(ExampleCourse.MODULE, "quiz-01-check"))
        .containsExactly(new PastAttempt(ExampleCourse.NOW, 1, new QuizResult(1, 1, 60)));
  }

  @Test
  void aFinishedAttemptLeavesItsResultAndNoAnswer() {
    QuizAttempt attempt = take();
    Mark unused = attempt.answer(question(attempt, "thought"), new QuizAnswer.Typed("a secret"));
    QuizResult result = attempt.finish();

    assertThat(result).isEqualTo(new QuizResult(0, 1, 60));
    String kept =
        new String(store.values.get("quiz/first-steps/quiz-01-check"), StandardCharsets.UTF_8);
    assertThat(kept).doesNotContain("a secret");
    assertThat(take().answered()).isZero();
  }

  @Test
  void aFirstAnswerStands() {
    QuizAttempt attempt = take();
    Question lock = question(attempt, "lock");

    assertThat(attempt.answer(lock, chosen(9))).isInstanceOf(Mark.NoAnswer.class);
    assertThat(attempt.answer(lock, chosen(1)))
        .isEqualTo(
            new Mark.Incorrect(
                List.of("Waiting helps nobody."), Optional.of("A locked phone tells little.")));
    assertThatThrownBy(() -> attempt.answer(lock, chosen(0)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anAnswerOnADyingDeviceIsEitherKeptOrWasNotGiven() {
    QuizAttempt attempt = take();
    store.writesUntilDeath = 0;

    assertThatThrownBy(() -> attempt.answer(question(attempt, "lock"), chosen(0)))
        .isInstanceOf(MortalStore.Death.class);
    store.writesUntilDeath = Integer.MAX_VALUE;

    assertThat(take().answered()).isZero();
  }

  @Test
  void onlyTheLastFiftyResultsAreRemembered() {
    for (int i = 0; i < QuizBook.MAX_PAST + 3; i++) {
      QuizResult unused = take().finish();
    }

    assertThat(book.past(ExampleCourse.MODULE, "quiz-01-check")).hasSize(QuizBook.MAX_PAST);
    book.forget(ExampleCourse.MODULE, "quiz-01-check");
    assertThat(book.past(ExampleCourse.MODULE, "quiz-01-check")).isEmpty();
  }

  private QuizAttempt take() {
    Course course = ((OpenCourseOutcome.Opened) courses.open(ExampleCourse.MODULE)).course();
    Lesson quiz = course.quizzes(ExampleCourse.ENGLISH).get(0);
    return ((PageOutcome.Page<QuizAttempt>) book.take(course, quiz)).content();
  }

  private static Question question(QuizAttempt attempt, String id) {
    return attempt.quiz().question(id).orElseThrow();
  }

  private static QuizAnswer chosen(Integer... numbers) {
    return new QuizAnswer.Chosen(new TreeSet<>(List.of(numbers)));
  }
}
