package org.busel.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Locks the answers of a quiz. FORMAT.md, "Locked answers". Pure: the same quiz gives the same bytes.
public final class QuizLocking {
  /// What authors take. On a phone, a guess costs about a quarter of a second.
  public static final int ITERATIONS = 100_000;

  private static final byte[] SALT_OF_SALT = "busel quiz salt v1".getBytes(StandardCharsets.US_ASCII);

  private final AnswerLock lock;

  private QuizLocking(AnswerLock lock) {
    this.lock = lock;
  }

  /// The quiz with everything in it that tells what is right in boxes. Takes about as long as [#ITERATIONS] guesses for
  /// every right answer and every feedback.
  ///
  /// @throws IllegalArgumentException if it is locked already, or a number has more right spellings than
  ///     [Right#MAX_SPELLINGS]
  public static Quiz lock(Quiz quiz) {
    return lock(quiz, ITERATIONS);
  }

  /// As [#lock(Quiz)], with that many iterations.
  public static Quiz lock(Quiz quiz, int iterations) {
    if (quiz.lock().isPresent()) {
      throw new IllegalArgumentException("the quiz is locked already");
    }
    // From everything that is said, so that no key ever seals two things; slowly, because it must be no quicker way to
    // try answers than the boxes are.
    byte[] salt =
        AnswerLock.stretched(Sha256.of(quiz.bytes()).hex(), SALT_OF_SALT, iterations);
    AnswerLock lock = new AnswerLock(iterations, Hex.write(salt).substring(0, 32));
    QuizLocking locking = new QuizLocking(lock);
    List<Question> questions = quiz.questions().stream().map(locking::locked).toList();
    return new Quiz(
        quiz.title(), quiz.passPercent(), quiz.shuffle(), Optional.of(lock), questions);
  }

  private Question locked(Question question) {
    if (!question.graded() || !(question.key() instanceof AnswerKey.Open open)) {
      return question;
    }
    Arranged arranged = Arranged.of(question, lock.salt());
    List<String> spellings =
        open.right()
            .spellings()
            .orElseThrow(() -> new IllegalArgumentException("too many right answers to lock"));
    List<byte[]> keys = new ArrayList<>();
    for (String spelling : spellings) {
      keys.add(lock.key(question.id(), AnswerLock.RIGHT, arranged.moved(spelling)));
    }
    byte[] explaining = Hex.read(Sha256.of(keys.get(0)).hex());
    List<String> told = new ArrayList<>();
    new TreeMap<>(open.told())
        .forEach((spelling, words) ->
            told.add(
                AnswerLock.box(
                    lock.key(question.id(), AnswerLock.TOLD, spelling),
                    words.getBytes(StandardCharsets.UTF_8))));
    AnswerKey.Locked key =
        new AnswerKey.Locked(
            keys.stream().map(it -> AnswerLock.box(it, explaining)).sorted().toList(),
            told.stream().sorted().toList(),
            open.explanation()
                .map(it -> AnswerLock.box(explaining, it.getBytes(StandardCharsets.UTF_8))),
            open.right() instanceof Right.Near near
                ? OptionalInt.of(near.decimals())
                : OptionalInt.empty());
    return arranged.question().withKey(key);
  }

  /// A question whose order tells nothing any more.
  ///
  /// @param options where each option and each match went, where that had to be
  private record Arranged(Question question, List<Integer> options, List<Integer> matches) {
    static Arranged of(Question question, String salt) {
      List<Integer> same = IntStream.range(0, question.options().size()).boxed().toList();
      if (question.kind().equals(Question.ORDER)) {
        List<Integer> order = QuizOrder.mixed(salt, question.id() + "/order", same.size());
        return new Arranged(
            with(question, pick(question.options(), order), List.of()), order, List.of());
      }
      if (question.kind().equals(Question.MATCH)) {
        List<Integer> order =
            QuizOrder.mixed(salt, question.id() + "/match", question.matches().size());
        return new Arranged(
            with(question, question.options(), pick(question.matches(), order)), same, order);
      }
      return new Arranged(question, same, List.of());
    }

    /// The right answer's spelling, in the new numbers.
    String moved(String spelling) {
      if (question.kind().equals(Question.ORDER)) {
        return QuizAnswer.joined(
            IntStream.range(0, options.size()).map(options::indexOf).boxed().toList());
      }
      if (question.kind().equals(Question.MATCH)) {
        return String.join(
            ",",
            IntStream.range(0, options.size())
                .mapToObj(i -> i + "=" + matches.indexOf(i))
                .toList());
      }
      return spelling;
    }

    private static List<String> pick(List<String> texts, List<Integer> order) {
      return order.stream().map(texts::get).toList();
    }

    private static Question with(Question question, List<String> options, List<String> matches) {
      return new Question(
          question.id(),
          question.kind(),
          question.text(),
          options,
          matches,
          question.unit(),
          question.fixed(),
          new AnswerKey.Open(new Right.Anything(), Map.of(), Optional.empty()));
    }
  }
}
