package org.busel.format;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The right answer of a question whose key is open.
public sealed interface Right {
  /// The most ways to spell a right answer of a locked question.
  int MAX_SPELLINGS = 50;

  /// Whether the answer with that [QuizAnswer#spelling] is right.
  boolean accepts(String spelling);

  /// Every spelling that is right, or nothing if there are more than [#MAX_SPELLINGS].
  Optional<List<String>> spellings();

  /// Exactly these options, by their numbers counted from 0.
  record Options(SortedSet<Integer> numbers) implements Right {
    public Options {
      numbers = Collections.unmodifiableSortedSet(new TreeSet<>(numbers));
    }

    @Override
    public boolean accepts(String spelling) {
      return spelling.equals(QuizAnswer.joined(numbers));
    }

    @Override
    public Optional<List<String>> spellings() {
      return Optional.of(List.of(QuizAnswer.joined(numbers)));
    }
  }

  /// The options in the order in which they stand.
  record AsListed(int count) implements Right {
    @Override
    public boolean accepts(String spelling) {
      return spelling.equals(spelled());
    }

    @Override
    public Optional<List<String>> spellings() {
      return Optional.of(List.of(spelled()));
    }

    private String spelled() {
      return QuizAnswer.joined(IntStream.range(0, count).boxed().toList());
    }
  }

  /// Each option with the match of the same number.
  record Paired(int count) implements Right {
    @Override
    public boolean accepts(String spelling) {
      return spelling.equals(spelled());
    }

    @Override
    public Optional<List<String>> spellings() {
      return Optional.of(List.of(spelled()));
    }

    private String spelled() {
      return IntStream.range(0, count).mapToObj(i -> i + "=" + i).collect(Collectors.joining(","));
    }
  }

  /// A number that is off by no more than `tolerance`.
  record Near(BigDecimal number, BigDecimal tolerance) implements Right {
    @Override
    public boolean accepts(String spelling) {
      return new BigDecimal(spelling).subtract(number).abs().compareTo(tolerance) <= 0;
    }

    /// How many decimals number and tolerance have.
    public int decimals() {
      return Math.max(0, Math.max(number.scale(), tolerance.scale()));
    }

    @Override
    public Optional<List<String>> spellings() {
      BigDecimal step = BigDecimal.ONE.movePointLeft(decimals());
      BigDecimal count = tolerance.multiply(BigDecimal.valueOf(2)).divide(step, 0, RoundingMode.DOWN);
      if (count.compareTo(BigDecimal.valueOf(MAX_SPELLINGS)) >= 0) {
        return Optional.empty();
      }
      List<String> all = new ArrayList<>();
      BigDecimal last = number.add(tolerance);
      for (BigDecimal at = number.subtract(tolerance);
          at.compareTo(last) <= 0;
          at = at.add(step)) {
        all.add(Decimals.plain(at));
      }
      return Optional.of(all);
    }
  }

  /// One of these texts, as [QuizAnswer#folded] compares them.
  record Texts(List<String> written) implements Right {
    public Texts {
      written = List.copyOf(written);
    }

    @Override
    public boolean accepts(String spelling) {
      return written.stream().anyMatch(it -> QuizAnswer.folded(it).equals(spelling));
    }

    @Override
    public Optional<List<String>> spellings() {
      return Optional.of(written.stream().map(QuizAnswer::folded).distinct().toList());
    }
  }

  /// Whatever somebody thinks.
  record Anything() implements Right {
    @Override
    public boolean accepts(String spelling) {
      return true;
    }

    @Override
    public Optional<List<String>> spellings() {
      return Optional.of(List.of());
    }
  }
}
