package org.busel.format;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What somebody answers to one question. Options and matches go by their numbers in the file, counted from 0, however
/// they were shown.
///
/// [Object#toString] tells nothing: answers are the learner's own.
public sealed interface QuizAnswer {
  /// The longest text that may be typed, in UTF-16 units.
  int MAX_TYPED = 2_000;

  /// The one way in which this answer to `question` is compared, or nothing if it is none to this question.
  /// FORMAT.md, "Answers".
  Optional<String> spelling(Question question);

  /// Some of the options.
  record Chosen(SortedSet<Integer> options) implements QuizAnswer {
    public Chosen {
      options = Collections.unmodifiableSortedSet(new TreeSet<>(options));
    }

    @Override
    public Optional<String> spelling(Question question) {
      boolean one = question.kind().equals(Question.CHOICE) && options.size() == 1;
      boolean some = question.kind().equals(Question.MULTIPLE) && !options.isEmpty();
      return (one || some)
              && options.first() >= 0
              && options.last() < question.options().size()
          ? Optional.of(joined(options))
          : Optional.empty();
    }

    @Override
    public String toString() {
      return "Chosen";
    }
  }

  /// All options in an order.
  record Ordered(List<Integer> options) implements QuizAnswer {
    public Ordered {
      options = List.copyOf(options);
    }

    @Override
    public Optional<String> spelling(Question question) {
      List<Integer> all = IntStream.range(0, question.options().size()).boxed().toList();
      return question.kind().equals(Question.ORDER) && options.stream().sorted().toList().equals(all)
          ? Optional.of(joined(options))
          : Optional.empty();
    }

    @Override
    public String toString() {
      return "Ordered";
    }
  }

  /// Every option with its match.
  record Matched(SortedMap<Integer, Integer> matches) implements QuizAnswer {
    public Matched {
      matches = Collections.unmodifiableSortedMap(new TreeMap<>(matches));
    }

    @Override
    public Optional<String> spelling(Question question) {
      boolean whole =
          question.kind().equals(Question.MATCH)
              && matches.keySet().stream()
                  .toList()
                  .equals(IntStream.range(0, question.options().size()).boxed().toList())
              && matches.values().stream()
                  .allMatch(it -> it >= 0 && it < question.matches().size());
      return whole
          ? Optional.of(
              matches.entrySet().stream()
                  .map(it -> it.getKey() + "=" + it.getValue())
                  .collect(Collectors.joining(",")))
          : Optional.empty();
    }

    @Override
    public String toString() {
      return "Matched";
    }
  }

  /// What was typed: a number, a short text, or a thought.
  record Typed(String text) implements QuizAnswer {
    public Typed {
      if (text.length() > MAX_TYPED) {
        throw new IllegalArgumentException("an answer is longer than " + MAX_TYPED);
      }
    }

    @Override
    public Optional<String> spelling(Question question) {
      return switch (question.kind()) {
        case Question.NUMBER -> Decimals.typed(text).map(Decimals::plain);
        case Question.SHORT_TEXT -> Optional.of(folded(text)).filter(it -> !it.isEmpty());
        case Question.REFLECTION -> Optional.of(text);
        default -> Optional.empty();
      };
    }

    /// How many decimals the number has, if it is one.
    Optional<Integer> decimals() {
      return Decimals.typed(text).map(BigDecimal::stripTrailingZeros).map(BigDecimal::scale);
    }

    @Override
    public String toString() {
      return "Typed[" + text.length() + " characters]";
    }
  }

  /// A text as it is compared: NFKC, lower case, apostrophes and ё folded, white space single, no punctuation at the ends.
  static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[\u2019\u02BC\u2018`\u00B4]", "'")
        .replace('\u0451', '\u0435')
        .replaceAll("[\\s\\p{Z}]+", " ")
        .replaceAll("^[ .,;:!?\u2026\"\u00AB\u00BB\u201C\u201D\u201E]+", "")
        .replaceAll("[ .,;:!?\u2026\"\u00AB\u00BB\u201C\u201D\u201E]+$", "");
  }

  /// Numbers with commas between.
  static String joined(Collection<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
