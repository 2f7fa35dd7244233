package org.busel.cli.quiz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.busel.format.AnswerKey;
import org.busel.format.Question;
import org.busel.format.QuizAnswer;
import org.busel.format.Right;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownQuestionTest {
  private static final List<Integer> MIXED = List.of(2, 0, 1);

  @Test
  void aPlaceOnTheScreenBecomesTheOptionThatStandsThere() {
    assertThat(shown(Question.CHOICE).typed("1"))
        .contains(new QuizAnswer.Chosen(new TreeSet<>(List.of(2))));
    assertThat(shown(Question.MULTIPLE).typed(" 1, 3 "))
        .contains(new QuizAnswer.Chosen(new TreeSet<>(List.of(1, 2))));
    assertThat(shown(Question.ORDER).typed("2 3 1"))
        .contains(new QuizAnswer.Ordered(List.of(0, 1, 2)));
    assertThat(shown(Question.MATCH).typed("1A 2=b, 3c"))
        .contains(new QuizAnswer.Matched(new TreeMap<>(Map.of(2, 2, 0, 0, 1, 1))));
    assertThat(shown(Question.NUMBER).typed("1,5")).contains(new QuizAnswer.Typed("1,5"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "choice | 0", "choice | 4", "choice | 1 2", "choice | one", "choice | -1",
        "multiple | ,", "multiple | 1 9", "order | 1 2", "order | 1 1 2", "order | 1 2 3 3",
        "match | 1a 2b", "match | 1a 1b 2c 3a", "match | 1a 2b 3d", "match | a1 b2 c3",
        "number | many", "short-text | !", "reflection | ''"
      })
  void whatMakesNoSenseIsNoAnswer(String kind, String typed) {
    assertThat(shown(kind).typed(typed)).isEmpty();
  }

  @Test
  void somethingVeryLongIsNoAnswer() {
    assertThat(shown(Question.REFLECTION).typed("x".repeat(QuizAnswer.MAX_TYPED + 1))).isEmpty();
  }

  private static ShownQuestion shown(String kind) {
    boolean typing =
        List.of(Question.NUMBER, Question.SHORT_TEXT, Question.REFLECTION).contains(kind);
    List<String> texts = typing ? List.of() : List.of("a", "b", "c");
    Question question =
        new Question(
            "q",
            kind,
            "?",
            texts,
            kind.equals(Question.MATCH) ? texts : List.of(),
            Optional.empty(),
            false,
            new AnswerKey.Open(new Right.Anything(), Map.of(), Optional.empty()));
    return new ShownQuestion(
        question, typing ? List.of() : MIXED, kind.equals(Question.MATCH) ? MIXED : List.of());
  }
}
