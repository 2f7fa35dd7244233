package org.busel.format;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// In which order an attempt shows questions, options and matches. FORMAT.md, "Shuffle". The same seed gives the same
/// order on every device and in every language.
public final class QuizOrder {
  private static final String PURPOSE = "busel quiz order v1";

  private final Quiz quiz;
  private final String seed;

  /// @param seed of the attempt: 1 to 64 hexadecimal digits
  public QuizOrder(Quiz quiz, String seed) {
    if (!seed.matches("[0-9a-f]{1,64}")) {
      throw new IllegalArgumentException("a seed is 1 to 64 hexadecimal digits");
    }
    this.quiz = quiz;
    this.seed = seed;
  }

  /// The questions as this attempt asks them.
  public List<Question> questions() {
    int count = quiz.questions().size();
    List<Integer> order =
        quiz.shuffle().questions() ? mixed(seed, "/questions", count) : straight(count);
    return order.stream().map(quiz.questions()::get).toList();
  }

  /// The numbers of the options of `question`, as this attempt shows them.
  public List<Integer> options(Question question) {
    int count = question.options().size();
    boolean chosen =
        question.kind().equals(Question.CHOICE) || question.kind().equals(Question.MULTIPLE);
    boolean mixed =
        question.kind().equals(Question.ORDER)
            || (chosen && quiz.shuffle().options() && !question.fixed());
    return mixed ? mixed(seed, question.id() + "/options", count) : straight(count);
  }

  /// The numbers of the matches of `question`, likewise.
  public List<Integer> matches(Question question) {
    return mixed(seed, question.id() + "/matches", question.matches().size());
  }

  /// The numbers below `count`, sorted by a hash of seed, name and number.
  static List<Integer> mixed(String seed, String name, int count) {
    return IntStream.range(0, count)
        .boxed()
        .sorted(
            Comparator.comparing(number ->
                Sha256.of(
                    (PURPOSE + "\n" + seed + "\n" + name + "\n" + number)
                        .getBytes(StandardCharsets.UTF_8))))
        .toList();
  }

  private static List<Integer> straight(int count) {
    return IntStream.range(0, count).boxed().toList();
  }
}
