package org.busel.author;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.busel.author.DraftItem.Form;
import org.busel.format.AnswerKey;
import org.busel.format.FileRole;
import org.busel.format.Language;
import org.busel.format.Question;
import org.busel.format.Quiz;
import org.busel.format.QuizLocking;
import org.busel.format.Right;

/// Reads one `quiz-NN-SLUG.yaml`.
final class QuizReader {
  private static final int DEFAULT_PASS_PERCENT = 60;
  private static final String LOCKED = "locked";

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
    boolean locked =
        yaml.keys().contains("answers")
            && yaml.oneOf("answers", List.of("open", LOCKED)).filter(LOCKED::equals).isPresent();
    Quiz.Shuffle shuffle = shuffle(yaml);
    QuestionReader reader = new QuestionReader(locked, problems);
    List<Question> questions = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (YamlMap entry : yaml.maps("questions", 1, 100)) {
      reader
          .read(entry)
          .ifPresent(question -> {
            if (!ids.add(question.id())) {
              problems.error(entry.place("id"), "id " + question.id() + " stands twice", "");
            }
            questions.add(question);
          });
    }
    if (!questions.isEmpty() && questions.stream().noneMatch(Question::graded)) {
      problems.error(
          yaml.place("questions"),
          "nothing in the quiz can be right",
          "a reflection is not graded; ask one other question at least, or make it a lesson");
    }
    yaml.done();
    if (header.isEmpty() || questions.isEmpty()) {
      return Optional.empty();
    }
    Quiz quiz =
        new Quiz(header.get().title(), passPercent, shuffle, Optional.empty(), questions);
    // Locking is slow by design, and a text with errors is not built.
    Quiz travelling = locked && !problems.hasErrors() ? QuizLocking.lock(quiz) : quiz;
    return Optional.of(
        new DraftItem(
            new DraftItem.Role(FileRole.QUIZ, item, language, shape(quiz, locked)),
            header.get(),
            0,
            List.of(
                new Form(FileRole.DATA, "json", "application/json", Bytes.of(travelling.bytes()))),
            DraftItem.References.NONE));
  }

  private static Quiz.Shuffle shuffle(YamlMap yaml) {
    if (!yaml.keys().contains("shuffle")) {
      return Quiz.Shuffle.NONE;
    }
    return switch (yaml.oneOf("shuffle", List.of("none", "options", "questions", "both"))
        .orElse("none")) {
      case "options" -> new Quiz.Shuffle(true, false);
      case "questions" -> new Quiz.Shuffle(false, true);
      case "both" -> new Quiz.Shuffle(true, true);
      default -> Quiz.Shuffle.NONE;
    };
  }

  /// What a translation has to share, so that answering is the same in every language. Words may differ, and with them
  /// what is accepted as a short text.
  private static String shape(Quiz quiz, boolean locked) {
    StringBuilder shape =
        new StringBuilder("pass " + quiz.passPercent() + " " + quiz.shuffle() + " " + locked);
    for (Question question : quiz.questions()) {
      shape.append("; ").append(question.id()).append(' ').append(question.kind()).append(' ');
      shape.append(question.options().size()).append('/').append(question.matches().size());
      shape.append(question.fixed() ? " fixed " : " ");
      AnswerKey.Open open = (AnswerKey.Open) question.key();
      if (!(open.right() instanceof Right.Texts)) {
        shape.append(open.right());
      }
    }
    return shape.toString();
  }
}
