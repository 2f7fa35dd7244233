package org.busel.author;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.busel.author.DraftItem.Form;
import org.busel.format.FileRole;
import org.busel.format.Language;
import org.busel.format.ModuleId;
import org.busel.format.Quiz;

/// Reads one `quiz-NN-SLUG.yaml`.
final class QuizReader {
  private static final int DEFAULT_PASS_PERCENT = 60;
  private static final List<String> KINDS = List.of(Quiz.CHOICE, Quiz.MULTIPLE);

  private final Language language;
  private final boolean source;
  private final Problems problems;

  QuizReader(Language language, boolean source, Problems problems) {
    this.language = language;
    this.source = source;
    this.problems = problems;
  }

  Optional<DraftItem> read(String item, SourceText text) {
    return Yaml.map(text.file(), text.text(), 0, problems).flatMap(yaml -> read(item, yaml));
  }

  private Optional<DraftItem> read(String item, YamlMap yaml) {
    Optional<ItemHeader> header = ItemHeader.read(yaml, source, problems);
    int passPercent = yaml.numberIfAny("pass-percent", 0, 100).orElse(DEFAULT_PASS_PERCENT);
    List<Quiz.Question> questions = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (YamlMap entry : yaml.maps("questions", 1, 100)) {
      question(entry)
          .ifPresent(question -> {
            if (!ids.add(question.id())) {
              problems.error(entry.place("id"), "id " + question.id() + " stands twice", "");
            }
            questions.add(question);
          });
    }
    yaml.done();
    if (header.isEmpty() || questions.isEmpty()) {
      return Optional.empty();
    }
    Quiz quiz = new Quiz(header.get().title(), passPercent, questions);
    return Optional.of(
        new DraftItem(
            new DraftItem.Role(FileRole.QUIZ, item, language, shape(quiz)),
            header.get(),
            0,
            List.of(new Form(FileRole.DATA, "json", "application/json", Bytes.of(quiz.bytes()))),
            DraftItem.References.NONE));
  }

  private Optional<Quiz.Question> question(YamlMap yaml) {
    Optional<String> id =
        yaml.matching("id", ModuleId::isId, "lower-case letters, digits and dashes, at most 64");
    Optional<String> kind = yaml.oneOf("kind", KINDS);
    Optional<String> text = yaml.text("text", 2_000).map(YamlMap.Placed::value);
    List<Quiz.Option> options = new ArrayList<>();
    for (YamlMap entry : yaml.maps("options", 2, 20)) {
      Optional<String> option = entry.text("text", 500).map(YamlMap.Placed::value);
      boolean right = entry.flag("right");
      Optional<String> feedback = entry.textIfAny("feedback", 1_000);
      entry.done();
      option.ifPresent(it -> options.add(new Quiz.Option(it, right, feedback)));
    }
    Optional<String> explanation = yaml.textIfAny("explanation", 2_000);
    yaml.done();
    if (id.isEmpty() || kind.isEmpty() || text.isEmpty()) {
      return Optional.empty();
    }
    long right = options.stream().filter(Quiz.Option::right).count();
    if (right == 0) {
      problems.error(
          yaml.place("options"), "no option is right", "write right: true on the right one");
    } else if (right > 1 && kind.get().equals(Quiz.CHOICE)) {
      problems.error(
          yaml.place("options"),
          right + " options are right",
          "a choice has one; or use kind: multiple");
    }
    return Optional.of(new Quiz.Question(id.get(), kind.get(), text.get(), options, explanation));
  }

  /// What a translation has to share, so that answering is the same in every language.
  private static String shape(Quiz quiz) {
    StringBuilder shape = new StringBuilder("pass " + quiz.passPercent());
    for (Quiz.Question question : quiz.questions()) {
      shape.append("; ").append(question.id()).append(' ').append(question.kind()).append(' ');
      question.options().forEach(option -> shape.append(option.right() ? '1' : '0'));
    }
    return shape.toString();
  }
}
