package org.busel.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.busel.format.Grading;
import org.busel.format.Manifest;
import org.busel.format.Mark;
import org.busel.format.ModulePath;
import org.busel.format.Quiz;
import org.busel.format.QuizAnswer;
import org.busel.format.QuizResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuizKindsTest {
  private static final String QUIZ =
      """
      title: Check
      shuffle: both
      answers: open
      questions:
        - id: lock
          kind: choice
          fixed: true
          text: What first?
          options:
            - text: Lock it
              right: true
            - text: Wait
              feedback: For whom?
        - id: steps
          kind: order
          text: In which order?
          items: [One, Two, Three]
        - id: who
          kind: match
          text: Who does what?
          pairs:
            - left: Lawyer
              right: Files
            - left: Doctor
              right: Heals
          extra: [Bakes]
        - id: hours
          kind: number
          text: How long?
          answer: -1.5
          tolerance: 0.5
          unit: hours
          mistakes:
            - answer: 48
              feedback: Too long.
        - id: bird
          kind: short-text
          text: Which bird?
          accepted: [stork, white stork]
          mistakes:
            - answer: Crow!
              feedback: Black.
        - id: why
          kind: reflection
          text: Why?
      """;

  private ModuleFolder module;
  private Path out;

  @BeforeEach
  void aModuleWithAQuizOfEveryKind(@TempDir Path parent) throws IOException {
    module = new ModuleFolder(parent);
    out = parent.resolve("out");
    boolean _ = Files.deleteIfExists(module.path().resolve("be/quiz-01-check.yaml"));
    Path _ = Files.writeString(module.path().resolve("en/quiz-01-check.yaml"), QUIZ);
  }

  @Test
  void everyKindIsBuiltAndCanBeGraded() throws IOException {
    Quiz quiz = built();

    assertThat(quiz.shuffle()).isEqualTo(new Quiz.Shuffle(true, true));
    assertThat(quiz.questions().getFirst().fixed()).isTrue();
    assertThat(new Grading(quiz).mark(quiz.questions().get(4), new QuizAnswer.Typed("crow")))
        .isEqualTo(new Mark.Incorrect(List.of("Black."), Optional.empty()));
    assertThat(new Grading(quiz).mark(quiz.questions().get(3), new QuizAnswer.Typed("-2")))
        .isInstanceOf(Mark.Correct.class);
    assertThat(new Grading(quiz).result(Map.of())).isEqualTo(new QuizResult(0, 5, 60));
  }

  @Test
  void lockedAnswersCannotBeReadInWhatIsBuiltAndTheBytesAreTheSameEveryTime()
      throws IOException {
    module.change("en/quiz-01-check.yaml", "answers: open", "answers: locked");
    Quiz first = built();
    byte[] manifest = Files.readAllBytes(out.resolve("module.json"));
    Quiz again = built();

    assertThat(again.bytes()).isEqualTo(first.bytes());
    assertThat(Files.readAllBytes(out.resolve("module.json"))).isEqualTo(manifest);
    assertThat(new String(first.bytes(), StandardCharsets.UTF_8))
        .doesNotContain("stork", "Black.", "Too long.", "For whom?", "-1.5", "\"right\":true");
    assertThat(
            new Grading(first)
                .mark(
                    first.questions().getFirst(),
                    new QuizAnswer.Chosen(new TreeSet<>(List.of(0)))))
        .isInstanceOf(Mark.Correct.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "items: [One, Two, Three] | items: [One, Two, One] | 17:23: error: the same text stands twice",
        "items: [One, Two, Three] | items: [One] | 17:5: error: items needs 2 to 20 entries, has 1",
        "answer: -1.5 | answer: 1,5 | 30:13: error: answer has to be a number like 48 or -1.5",
        "tolerance: 0.5 | tolerance: -0.5 | 31:5: error: a tolerance is not below 0",
        "answer: 48 | answer: -1.2 | 34:17: error: this answer is right, so it is no mistake",
        "answer: 48 | answer: many | 34:17: error: answer has to be a number like -1.5",
        "accepted: [stork, white stork] | accepted: [`!?`] | 39:16: error: nobody can type this",
        "kind: reflection | kind: essay | 44:11: error: kind has to be one of: choice, multiple, order, match, number, short-text, reflection",
        "kind: reflection | kind: order | 43:5: error: key items is missing",
        "shuffle: both | shuffle: all | 2:10: error: shuffle has to be one of: none, options, questions, both",
        "left: Doctor | left: Lawyer | 24:15: error: the same text stands twice",
        "extra: [Bakes] | extras: [Bakes] | 26:5: error: unknown key extras",
      })
  void whatIsWrongInAQuestionIsSaidWithItsPlace(String good, String bad, String expected) {
    module.change("en/quiz-01-check.yaml", good, bad.replace("`", "'"));

    assertThat(module.problems()).anyMatch(it -> it.startsWith("en/quiz-01-check.yaml:" + expected));
  }

  @Test
  void aNumberWithTooManyRightAnswersCannotBeLocked() {
    module
        .change("en/quiz-01-check.yaml", "answers: open", "answers: locked")
        .change("en/quiz-01-check.yaml", "tolerance: 0.5", "tolerance: 0.505");

    assertThat(module.problems())
        .contains(
            "en/quiz-01-check.yaml:31:5: error: more than 50 answers are right, too many to lock\n"
                + "  hint: take a smaller tolerance or fewer decimals, or write answers: open");
  }

  @Test
  void aQuizInWhichNothingCanBeRightIsNoQuiz() throws IOException {
    Path _ =
        Files.writeString(
            module.path().resolve("en/quiz-01-check.yaml"),
            "title: Check\nquestions:\n  - id: why\n    kind: reflection\n    text: Why?\n");

    assertThat(module.problems())
        .anyMatch(it -> it.startsWith("en/quiz-01-check.yaml:2:1: error: nothing in the quiz can be right"));
  }

  @Test
  void aTranslationMayAcceptOtherWordsButNotOtherNumbers() throws IOException {
    Path be = module.path().resolve("be/quiz-01-check.yaml");
    String translated =
        QUIZ.replace("title: Check", "title: Праверка\ntranslated-from: 1")
            .replace("[stork, white stork]", "[бусел]");
    Path _ = Files.writeString(be, translated);
    assertThat(module.problems()).isEmpty();

    Path again = Files.writeString(be, translated.replace("answer: -1.5", "answer: -1"));
    assertThat(again).isEqualTo(be);
    assertThat(module.problems())
        .anyMatch(it -> it.contains("error: differs from the source in more than words"));
  }

  private Quiz built() throws IOException {
    BuildOutcome outcome = ModuleBuild.build(module.path(), out, ModuleFolder.TODAY);
    assertThat(outcome).isInstanceOf(BuildOutcome.Built.class);
    Manifest manifest = ((BuildOutcome.Built) outcome).manifest();
    String chunk =
        manifest.file(new ModulePath("en/quiz-01-check.json")).orElseThrow().content().chunks()
            .getFirst().id().hex();
    byte[] bytes = Files.readAllBytes(out.resolve("chunks").resolve(chunk));
    return ((Quiz.Reading.Read) Quiz.read(bytes)).quiz();
  }
}
