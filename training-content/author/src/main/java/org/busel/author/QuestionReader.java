package org.busel.author;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.busel.format.AnswerKey;
import org.busel.format.Decimals;
import org.busel.format.ModuleId;
import org.busel.format.Question;
import org.busel.format.QuizAnswer;
import org.busel.format.Right;

/// Reads one question of a quiz.
final class QuestionReader {
  private static final List<String> KINDS =
      List.of(
          Question.CHOICE,
          Question.MULTIPLE,
          Question.ORDER,
          Question.MATCH,
          Question.NUMBER,
          Question.SHORT_TEXT,
          Question.REFLECTION);

  private final boolean locked;
  private final Problems problems;

  /// @param locked whether the quiz hides its answers
  QuestionReader(boolean locked, Problems problems) {
    this.locked = locked;
    this.problems = problems;
  }

  Optional<Question> read(YamlMap yaml) {
    Optional<String> id =
        yaml.matching("id", ModuleId::isId, "lower-case letters, digits and dashes, at most 64");
    Optional<String> kind = yaml.oneOf("kind", KINDS);
    Optional<String> text = yaml.text("text", 2_000).map(YamlMap.Placed::value);
    Optional<Answers> answers = kind.map(it -> answers(it, yaml));
    Optional<String> explanation = yaml.textIfAny("explanation", 2_000);
    if (kind.isPresent()) {
      yaml.done();
    }
    if (id.isEmpty() || text.isEmpty() || answers.isEmpty()) {
      return Optional.empty();
    }
    Answers it = answers.get();
    return Optional.of(
        new Question(
            id.get(),
            kind.get(),
            text.get(),
            it.options(),
            it.matches(),
            it.unit(),
            it.fixed(),
            new AnswerKey.Open(it.right(), it.told(), explanation)));
  }

  private record Answers(
      List<String> options,
      List<String> matches,
      Optional<String> unit,
      boolean fixed,
      Right right,
      Map<String, String> told) {
    static Answers typed(Optional<String> unit, Right right, Map<String, String> told) {
      return new Answers(List.of(), List.of(), unit, false, right, told);
    }
  }

  private Answers answers(String kind, YamlMap yaml) {
    return switch (kind) {
      case Question.ORDER -> order(yaml);
      case Question.MATCH -> match(yaml);
      case Question.NUMBER -> number(yaml);
      case Question.SHORT_TEXT -> shortText(yaml);
      case Question.REFLECTION ->
          Answers.typed(Optional.empty(), new Right.Anything(), Map.of());
      default -> options(kind, yaml);
    };
  }

  private Answers options(String kind, YamlMap yaml) {
    List<YamlMap.Placed<String>> options = new ArrayList<>();
    Set<Integer> right = new TreeSet<>();
    Map<String, String> told = new TreeMap<>();
    for (YamlMap entry : yaml.maps("options", 2, Question.MAX_OPTIONS)) {
      Optional<YamlMap.Placed<String>> option = entry.text("text", 500);
      boolean isRight = entry.flag("right");
      Optional<String> feedback = entry.textIfAny("feedback", 1_000);
      entry.done();
      if (option.isPresent()) {
        if (isRight) {
          boolean _ = right.add(options.size());
        }
        feedback.ifPresent(it -> told.put(String.valueOf(options.size()), it));
        options.add(option.get());
      }
    }
    if (right.isEmpty()) {
      problems.error(
          yaml.place("options"), "no option is right", "write right: true on the right one");
    } else if (right.size() > 1 && kind.equals(Question.CHOICE)) {
      problems.error(
          yaml.place("options"),
          right.size() + " options are right",
          "a choice has one; or use kind: multiple");
    }
    noneTwice(options);
    boolean fixed = yaml.flag("fixed");
    return new Answers(
        values(options),
        List.of(),
        Optional.empty(),
        fixed,
        new Right.Options(new TreeSet<>(right)),
        told);
  }

  private Answers order(YamlMap yaml) {
    List<YamlMap.Placed<String>> items = yaml.texts("items", 2, Question.MAX_OPTIONS, 500);
    noneTwice(items);
    return new Answers(
        values(items),
        List.of(),
        Optional.empty(),
        false,
        new Right.AsListed(items.size()),
        Map.of());
  }

  private Answers match(YamlMap yaml) {
    List<YamlMap.Placed<String>> options = new ArrayList<>();
    List<YamlMap.Placed<String>> matches = new ArrayList<>();
    for (YamlMap entry : yaml.maps("pairs", 2, Question.MAX_OPTIONS)) {
      Optional<YamlMap.Placed<String>> left = entry.text("left", 500);
      Optional<YamlMap.Placed<String>> right = entry.text("right", 500);
      entry.done();
      if (left.isPresent() && right.isPresent()) {
        options.add(left.get());
        matches.add(right.get());
      }
    }
    if (yaml.keys().contains("extra")) {
      matches.addAll(yaml.texts("extra", 1, Question.MAX_OPTIONS - options.size(), 500));
    }
    noneTwice(options);
    noneTwice(matches);
    return new Answers(
        values(options),
        values(matches),
        Optional.empty(),
        false,
        new Right.Paired(options.size()),
        Map.of());
  }

  private Answers number(YamlMap yaml) {
    Optional<BigDecimal> number = decimal("answer", yaml);
    Optional<BigDecimal> tolerance =
        yaml.keys().contains("tolerance") ? decimal("tolerance", yaml) : Optional.of(BigDecimal.ZERO);
    if (tolerance.filter(it -> it.signum() < 0).isPresent()) {
      problems.error(yaml.place("tolerance"), "a tolerance is not below 0", "");
    }
    Right.Near right =
        new Right.Near(number.orElse(BigDecimal.ZERO), tolerance.orElse(BigDecimal.ZERO).abs());
    if (locked && right.spellings().isEmpty()) {
      problems.error(
          yaml.place("tolerance"),
          "more than " + Right.MAX_SPELLINGS + " answers are right, too many to lock",
          "take a smaller tolerance or fewer decimals, or write answers: open");
    }
    Optional<String> unit = yaml.textIfAny("unit", 50);
    return Answers.typed(
        unit, right, mistakes(yaml, right, Question.NUMBER, "a number like -1.5"));
  }

  private Answers shortText(YamlMap yaml) {
    List<YamlMap.Placed<String>> accepted = yaml.texts("accepted", 1, Question.MAX_OPTIONS, 200);
    for (YamlMap.Placed<String> text : accepted) {
      if (QuizAnswer.folded(text.value()).isEmpty()) {
        problems.error(text.place(), "nobody can type this", "letters or digits are compared");
      }
    }
    Right right = new Right.Texts(values(accepted));
    return Answers.typed(
        Optional.empty(),
        right,
        mistakes(yaml, right, Question.SHORT_TEXT, "a text with letters or digits"));
  }

  /// What is said to answers that people often give.
  private Map<String, String> mistakes(YamlMap yaml, Right right, String kind, String form) {
    Question any =
        new Question(
            "any",
            kind,
            "any",
            List.of(),
            List.of(),
            Optional.empty(),
            false,
            new AnswerKey.Open(new Right.Anything(), Map.of(), Optional.empty()));
    Map<String, String> told = new TreeMap<>();
    for (YamlMap entry : yaml.mapsIfAny("mistakes", Question.MAX_OPTIONS)) {
      Optional<YamlMap.Placed<String>> answer = entry.text("answer", 200);
      Optional<String> feedback =
          entry.text("feedback", 1_000).map(YamlMap.Placed::value);
      entry.done();
      if (answer.isEmpty() || feedback.isEmpty()) {
        continue;
      }
      Optional<String> spelling = new QuizAnswer.Typed(answer.get().value()).spelling(any);
      if (spelling.isEmpty()) {
        problems.error(answer.get().place(), "answer has to be " + form, "");
      } else if (right.accepts(spelling.get())) {
        problems.error(answer.get().place(), "this answer is right, so it is no mistake", "");
      } else if (told.putIfAbsent(spelling.get(), feedback.get()) != null) {
        problems.error(answer.get().place(), "the same mistake stands twice", "");
      }
    }
    return told;
  }

  private Optional<BigDecimal> decimal(String key, YamlMap yaml) {
    return yaml.matching(
            key, it -> Decimals.written(it).isPresent(), "a number like 48 or -1.5")
        .flatMap(Decimals::written);
  }

  private void noneTwice(List<YamlMap.Placed<String>> texts) {
    Set<String> seen = new HashSet<>();
    for (YamlMap.Placed<String> text : texts) {
      if (!seen.add(text.value())) {
        problems.error(text.place(), "the same text stands twice", "nobody could tell them apart");
      }
    }
  }

  private static List<String> values(List<YamlMap.Placed<String>> texts) {
    return texts.stream().map(YamlMap.Placed::value).toList();
  }
}
