package org.busel.format;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Questions with right answers, as canonical JSON in a module's file. FORMAT.md, "Quiz".
///
/// @param title at most 200 characters
/// @param passPercent how much has to be right, 0 to 100
/// @param shuffle what an app mixes for every attempt
/// @param lock how the answers are locked, if the trainer wants them unreadable; [QuizLocking] makes it
/// @param questions 1 to 100
public record Quiz(
    String title,
    int passPercent,
    Shuffle shuffle,
    Optional<AnswerLock> lock,
    List<Question> questions) {
  private static final String TYPE = "quiz";

  public Quiz {
    questions = List.copyOf(questions);
  }

  /// What an app mixes for every attempt. What has to be put in order or matched is always mixed.
  ///
  /// @param options those of `choice` and `multiple`, except of questions that are [Question#fixed]
  /// @param questions their order
  public record Shuffle(boolean options, boolean questions) {
    /// Everything stays where it was written.
    public static final Shuffle NONE = new Shuffle(false, false);
  }

  /// What became of reading.
  public sealed interface Reading {
    /// A quiz.
    record Read(Quiz quiz) implements Reading {}

    /// Not a quiz.
    ///
    /// @param reason for a person; names the place, no content
    record Refused(String reason) implements Reading {}
  }

  /// The question with that id.
  public Optional<Question> question(String id) {
    return questions.stream().filter(it -> it.id().equals(id)).findFirst();
  }

  /// The quiz as it travels.
  public byte[] bytes() {
    Map<String, Json> json = new TreeMap<>();
    json.put("_type", new Json.Text(TYPE));
    json.put("title", new Json.Text(title));
    json.put("pass_percent", new Json.Whole(passPercent));
    if (shuffle.options()) {
      json.put("shuffle_options", new Json.Flag(true));
    }
    if (shuffle.questions()) {
      json.put("shuffle_questions", new Json.Flag(true));
    }
    lock.ifPresent(it -> json.put("lock", it.toJson()));
    json.put("questions", new Json.Items(questions.stream().map(QuestionJson::write).toList()));
    return CanonicalJson.write(Json.Members.of(json));
  }

  /// Reads the bytes of a file of kind [FileRole#QUIZ].
  public static Reading read(byte[] bytes) {
    if (!(StrictJson.read(bytes) instanceof StrictJson.Reading.Read read)) {
      return new Reading.Refused("not canonical JSON");
    }
    try {
      Fields fields = Fields.of(read.value());
      Optional<AnswerLock> lock =
          fields.has("lock") ? Optional.of(AnswerLock.fromJson(fields)) : Optional.empty();
      List<Question> questions =
          fields.items("questions", 100, place -> QuestionJson.read(place, lock.isPresent()));
      if (!fields.text("_type", 32).equals(TYPE) || questions.isEmpty()) {
        return new Reading.Refused("not a quiz, or one without questions");
      }
      if (questions.stream().map(Question::id).distinct().count() != questions.size()) {
        return new Reading.Refused("two questions have one id");
      }
      Shuffle shuffle =
          new Shuffle(
              fields.has("shuffle_options") && fields.flag("shuffle_options"),
              fields.has("shuffle_questions") && fields.flag("shuffle_questions"));
      return new Reading.Read(
          new Quiz(
              fields.text("title", 200),
              (int) fields.number("pass_percent", 0, 100),
              shuffle,
              lock,
              questions));
    } catch (MalformedException e) {
      return new Reading.Refused(e.reason());
    }
  }
}
