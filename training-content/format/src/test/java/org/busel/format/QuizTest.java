package org.busel.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuizTest {
  static final Question CHOICE =
      question("sim", Question.CHOICE, List.of("SMS", "Key", "App"), List.of(), options(1), "2");
  static final Question MULTIPLE =
      question("border", Question.MULTIPLE, List.of("Off", "Out", "Post"), List.of(), options(0, 1), "2");
  static final Question ORDER =
      question("search", Question.ORDER, List.of("One", "Two", "Three", "Four"), List.of(), new Right.AsListed(4), "");
  static final Question MATCH =
      question("who", Question.MATCH, List.of("Lawyer", "Doctor"), List.of("Files", "Heals", "Bakes"), new Right.Paired(2), "");
  static final Question NUMBER =
      question("hours", Question.NUMBER, List.of(), List.of(), new Right.Near(new BigDecimal("72"), new BigDecimal("0.5")), "48");
  static final Question TEXT =
      question("bird", Question.SHORT_TEXT, List.of(), List.of(), new Right.Texts(List.of("Белы бусел", "бусел")), "crow");
  static final Question THOUGHT =
      question("why", Question.REFLECTION, List.of(), List.of(), new Right.Anything(), "");
  static final Quiz QUIZ =
      new Quiz(
          "Check",
          50,
          new Quiz.Shuffle(true, true),
          Optional.empty(),
          List.of(CHOICE, MULTIPLE, ORDER, MATCH, NUMBER, TEXT, THOUGHT));
  static final Quiz LOCKED = QuizLocking.lock(QUIZ, AnswerLock.LEAST);
  static final Map<String, QuizAnswer> ALL_RIGHT =
      Map.of(
          "sim", chosen(1),
          "border", chosen(0, 1),
          "search", new QuizAnswer.Ordered(List.of(0, 1, 2, 3)),
          "who", new QuizAnswer.Matched(new TreeMap<>(Map.of(0, 0, 1, 1))),
          "hours", new QuizAnswer.Typed("72,5"),
          "bird", new QuizAnswer.Typed(" Белы  бусел! "),
          "why", new QuizAnswer.Typed("because"));

  @Test
  void aQuizOfEveryKindSaysTheSameAfterATripOpenAndLocked() {
    Quiz locked = LOCKED;

    assertThat(Quiz.read(QUIZ.bytes())).isEqualTo(new Quiz.Reading.Read(QUIZ));
    assertThat(Quiz.read(locked.bytes())).isEqualTo(new Quiz.Reading.Read(locked));
  }

  @Test
  void everyKindIsGradedAndAReflectionCountsForNothing() {
    Grading grading = new Grading(QUIZ);

    assertThat(grading.result(ALL_RIGHT)).isEqualTo(new QuizResult(6, 6, 50));
    assertThat(grading.result(Map.of())).isEqualTo(new QuizResult(0, 6, 50));
    assertThat(grading.mark(THOUGHT, new QuizAnswer.Typed("x"))).isInstanceOf(Mark.Kept.class);
    assertThat(grading.mark(MULTIPLE, chosen(0))).isInstanceOf(Mark.Incorrect.class);
    assertThat(grading.mark(MULTIPLE, chosen(0, 1, 2))).isInstanceOf(Mark.Incorrect.class);
    assertThat(grading.mark(ORDER, new QuizAnswer.Ordered(List.of(1, 0, 2, 3))))
        .isInstanceOf(Mark.Incorrect.class);
    assertThat(grading.mark(MATCH, new QuizAnswer.Matched(new TreeMap<>(Map.of(0, 2, 1, 1)))))
        .isInstanceOf(Mark.Incorrect.class);
  }

  @ParameterizedTest
  @CsvSource({
    "50, 3, 6, true", "50, 2, 5, false", "100, 6, 6, true", "67, 2, 3, false", "0, 0, 3, true",
    "66, 2, 3, true"
  })
  void passingIsAFractionAndNotWhatItIsRoundedTo(int pass, int right, int graded, boolean passed) {
    assertThat(new QuizResult(right, graded, pass).passed()).isEqualTo(passed);
  }

  @ParameterizedTest
  @CsvSource({
    "72, true", "71.5, true", "'72,50', true", "72.51, false", "-72, false", "' 7 2 ', true",
    "+72, true"
  })
  void aNumberMayBeOffByItsToleranceHoweverItIsTyped(String typed, boolean right) {
    assertThat(new Grading(QUIZ).mark(NUMBER, new QuizAnswer.Typed(typed)) instanceof Mark.Correct)
        .isEqualTo(right);
  }

  @ParameterizedTest
  @CsvSource({"''", "abc", "1e9", "12.3.4", "99999999999999999", "NaN", "0x10"})
  void whatIsNoNumberIsNotGraded(String typed) {
    assertThat(new Grading(QUIZ).mark(NUMBER, new QuizAnswer.Typed(typed)))
        .isEqualTo(new Mark.NoAnswer("a number"));
  }

  @Test
  void feedbackIsSaidToWhoeverGaveThatAnswerOnly() {
    Grading grading = new Grading(QUIZ);

    assertThat(grading.mark(CHOICE, chosen(2)))
        .isEqualTo(new Mark.Incorrect(List.of("Not sim"), Optional.of("About sim")));
    assertThat(grading.mark(CHOICE, chosen(0)))
        .isEqualTo(new Mark.Incorrect(List.of(), Optional.of("About sim")));
    assertThat(grading.mark(NUMBER, new QuizAnswer.Typed("48.0")))
        .isEqualTo(new Mark.Incorrect(List.of("Not hours"), Optional.of("About hours")));
  }

  @Test
  void aLockedQuizIsGradedLikeAnOpenOneAndExplainsOnlyWhatIsRight() {
    Quiz locked = LOCKED;
    Grading grading = new Grading(locked);

    assertThat(grading.mark(locked.questions().get(0), chosen(1)))
        .isEqualTo(new Mark.Correct(List.of(), Optional.of("About sim")));
    assertThat(grading.mark(locked.questions().get(0), chosen(2)))
        .isEqualTo(new Mark.Incorrect(List.of("Not sim"), Optional.empty()));
    assertThat(grading.mark(locked.questions().get(4), new QuizAnswer.Typed("71.5")))
        .isInstanceOf(Mark.Correct.class);
    assertThat(grading.mark(locked.questions().get(4), new QuizAnswer.Typed("71.55")))
        .isEqualTo(new Mark.NoAnswer("a number with at most 1 decimals"));
    assertThat(grading.mark(locked.questions().get(5), new QuizAnswer.Typed("БУСЕЛ")))
        .isInstanceOf(Mark.Correct.class);
    assertThat(rightOrders(locked)).containsExactly(List.of("One", "Two", "Three", "Four"));
    assertThat(rightPairs(locked)).containsExactly("Lawyer=Files Doctor=Heals");
  }

  @Test
  void aLockedQuizHoldsNothingOfItsAnswersInTheOpen() {
    String text =
        new String( LOCKED.bytes(), StandardCharsets.UTF_8);

    assertThat(text)
        .doesNotContain("Not sim", "About sim", "бусел", "\"72\"", "tolerance", "\"right\":true")
        .doesNotContain("\"accepted\"", "mistakes")
        .doesNotContain("\"One\"},{\"text\":\"Two\"},{\"text\":\"Three\"},{\"text\":\"Four\"");
  }

  @Test
  void lockingIsReproducibleAndAnotherWordGivesAnotherSalt() {
    Quiz changed =
        new Quiz("Check!", 50, QUIZ.shuffle(), Optional.empty(), QUIZ.questions());

    Quiz locked = LOCKED;

    assertThat(QuizLocking.lock(QUIZ, AnswerLock.LEAST).bytes()).isEqualTo(locked.bytes());
    assertThat(QuizLocking.lock(changed, AnswerLock.LEAST).lock()).isNotEqualTo(locked.lock());
  }

  @Test
  void anAttemptMixesAlikeForItsSeedAndOtherwiseForAnother() {
    QuizOrder one = new QuizOrder(QUIZ, "01");
    List<List<Integer>> orders = new ArrayList<>();
    for (int seed = 0; seed < 40; seed++) {
      orders.add(new QuizOrder(QUIZ, Integer.toHexString(seed)).options(ORDER));
    }

    assertThat(new QuizOrder(QUIZ, "01").questions()).isEqualTo(one.questions());
    assertThat(one.questions()).containsExactlyInAnyOrderElementsOf(QUIZ.questions());
    assertThat(orders.stream().distinct().count()).isGreaterThan(10);
    assertThat(orders).allMatch(it -> new TreeSet<>(it).size() == 4);
  }

  @Test
  void aFixedQuestionAndAQuizThatDoesNotShuffleStayAsWritten() {
    Question fixed =
        new Question("fix", Question.CHOICE, "?", List.of("a", "b", "c", "d", "e"), List.of(), Optional.empty(), true, CHOICE.key());
    Quiz still = new Quiz("Still", 0, Quiz.Shuffle.NONE, Optional.empty(), List.of(CHOICE, fixed));

    for (int seed = 0; seed < 20; seed++) {
      QuizOrder shuffled = new QuizOrder(QUIZ, Integer.toHexString(seed));
      QuizOrder straight = new QuizOrder(still, Integer.toHexString(seed));
      assertThat(shuffled.options(fixed)).containsExactly(0, 1, 2, 3, 4);
      assertThat(straight.options(CHOICE)).containsExactly(0, 1, 2);
      assertThat(straight.questions()).isEqualTo(still.questions());
    }
  }

  @Test
  void aKindOfALaterVersionIsKeptAsideAndCountsAsNotRight() {
    byte[] later =
        new String(QUIZ.bytes(), StandardCharsets.UTF_8)
            .replace("\"kind\":\"reflection\"", "\"kind\":\"hotspot\"")
            .getBytes(StandardCharsets.UTF_8);
    Quiz quiz = ((Quiz.Reading.Read) Quiz.read(later)).quiz();

    assertThat(new Grading(quiz).mark(quiz.questions().get(6), new QuizAnswer.Typed("x")))
        .isEqualTo(new Mark.NeedsNewerApp());
    assertThat(new Grading(quiz).result(ALL_RIGHT)).isEqualTo(new QuizResult(6, 7, 50));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"right\":\"72\"|\"right\":\"072\"|right has not the right form",
        "\"tolerance\":\"0.5\"|\"tolerance\":\"-1\"|a tolerance is below zero",
        "\"Files\",\"Heals\",\"Bakes\"|\"Files\"|questions[3] has fewer matches than options",
        "{\"text\":\"One\"},{\"text\":\"Two\"},{\"text\":\"Three\"},{\"text\":\"Four\"}|{\"text\":\"One\"}|questions[2] has not two options",
        "\"accepted\":[|\"accepted\":[\"\",|questions[5].accepted[0] has not 1 to 200 characters",
        "\"_type\":\"quiz\"|\"_type\":\"form\"|not a quiz, or one without questions",
      })
  void aQuizWithOneThingWrongIsRefusedWithItsPlace(String good, String bad, String reason) {
    String text = new String(QUIZ.bytes(), StandardCharsets.UTF_8);
    assertThat(text).contains(good);

    Quiz.Reading reading =
        Quiz.read(text.replace(good, bad).getBytes(StandardCharsets.UTF_8));

    assertThat(reading).isInstanceOf(Quiz.Reading.Refused.class);
    assertThat(((Quiz.Reading.Refused) reading).reason()).contains(reason);
  }

  @Test
  void aLockThatWouldKeepAPhoneBusyIsRefused() {
    String text =
        new String(LOCKED.bytes(), StandardCharsets.UTF_8);

    assertThat(
            Quiz.read(
                text.replace("\"iterations\":10000", "\"iterations\":2000001")
                    .getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(
            new Quiz.Reading.Refused("lock.iterations is not between 10000 and 2000000"));
  }

  @Test
  void whateverIsChangedInAQuizReadingAndGradingNeverThrow() {
    Random random = new Random(11);
    byte[] open = QUIZ.bytes();
    byte[] locked = LOCKED.bytes();

    int read = 0;
    for (int i = 0; i < 4_000; i++) {
      byte[] bytes = (i % 2 == 0 ? open : locked).clone();
      for (int change = 0; change <= random.nextInt(3); change++) {
        bytes[random.nextInt(bytes.length)] = (byte) (0x20 + random.nextInt(0x5f));
      }
      if (Quiz.read(bytes) instanceof Quiz.Reading.Read it) {
        read++;
        if (i % 2 == 0) {
          assertThat(new Grading(it.quiz()).result(ALL_RIGHT).right()).isBetween(0, 7);
        }
      }
    }
    assertThat(read).isPositive();
  }

  @Test
  void anAnswerTellsNothingWhenItIsPrinted() {
    assertThat(ALL_RIGHT.values().toString()).doesNotContain("72", "бусел", "because");
  }

  static QuizAnswer chosen(Integer... numbers) {
    return new QuizAnswer.Chosen(new TreeSet<>(List.of(numbers)));
  }

  private static Right options(Integer... numbers) {
    return new Right.Options(new TreeSet<>(List.of(numbers)));
  }

  private static Question question(
      String id, String kind, List<String> options, List<String> matches, Right right, String told) {
    return new Question(
        id,
        kind,
        "Ask " + id,
        options,
        matches,
        kind.equals(Question.NUMBER) ? Optional.of("hours") : Optional.empty(),
        false,
        new AnswerKey.Open(
            right,
            told.isEmpty() ? Map.of() : Map.of(told, "Not " + id),
            Optional.of("About " + id)));
  }

  /// All orders of the four items that are right: tried, as an attacker would.
  private static List<List<String>> rightOrders(Quiz locked) {
    Question question = locked.questions().get(2);
    List<List<String>> right = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      List<Integer> order = List.of(i & 3, (i >> 2) & 3, (i >> 4) & 3, i >> 6);
      if (new TreeSet<>(order).size() == 4
          && new Grading(locked).mark(question, new QuizAnswer.Ordered(order))
              instanceof Mark.Correct) {
        right.add(order.stream().map(question.options()::get).toList());
      }
    }
    return right;
  }

  private static List<String> rightPairs(Quiz locked) {
    Question question = locked.questions().get(3);
    List<String> right = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      QuizAnswer answer = new QuizAnswer.Matched(new TreeMap<>(Map.of(0, i % 3, 1, i / 3)));
      if (new Grading(locked).mark(question, answer) instanceof Mark.Correct) {
        right.add(
            "Lawyer=" + question.matches().get(i % 3) + " Doctor=" + question.matches().get(i / 3));
      }
    }
    return right;
  }
}
