package org.busel.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Questions with right answers, as canonical JSON in a module's file. FORMAT.md, "Quiz".
///
/// @param title at most 200 characters
/// @param passPercent how much has to be right, 0 to 100
/// @param questions 1 to 100
public record Quiz(String title, int passPercent, List<Question> questions) {
  /// Exactly one option is right.
  public static final String CHOICE = "choice";

  /// One or more options are right, and exactly those have to be chosen.
  public static final String MULTIPLE = "multiple";

  private static final String TYPE = "quiz";

  public Quiz {
    questions = List.copyOf(questions);
  }

  /// One question.
  ///
  /// @param id formed like a module id, once in the quiz
  /// @param kind [#CHOICE] or [#MULTIPLE], or one that a later version added and an app cannot ask yet
  /// @param text at most 2,000 characters
  /// @param options 2 to 20 for the kinds known here
  /// @param explanation shown after answering
  public record Question(
      String id, String kind, String text, List<Option> options, Optional<String> explanation) {
    public Question {
      options = List.copyOf(options);
    }

    /// Whether choosing exactly the options with these numbers, counted from 0, is right.
    public boolean isRight(Set<Integer> chosen) {
      Set<Integer> right = new HashSet<>();
      for (int i = 0; i < options.size(); i++) {
        if (options.get(i).right()) {
          right.add(i);
        }
      }
      return right.equals(chosen);
    }
  }

  /// One answer to choose.
  ///
  /// @param text at most 500 characters
  /// @param feedback shown to somebody who chose it
  public record Option(String text, boolean right, Optional<String> feedback) {}

  /// What became of reading.
  public sealed interface Reading {
    /// A quiz.
    record Read(Quiz quiz) implements Reading {}

    /// Not a quiz.
    ///
    /// @param reason for a person; names the place, no content
    record Refused(String reason) implements Reading {}
  }

  /// The quiz as it travels.
  public byte[] bytes() {
    return CanonicalJson.write(
        Json.Members.of(
            Map.of(
                "_type", new Json.Text(TYPE),
                "title", new Json.Text(title),
                "pass_percent", new Json.Whole(passPercent),
                "questions", new Json.Items(questions.stream().map(Quiz::toJson).toList()))));
  }

  private static Json toJson(Question question) {
    Map<String, Json> json = new TreeMap<>();
    json.put("id", new Json.Text(question.id()));
    json.put("kind", new Json.Text(question.kind()));
    json.put("text", new Json.Text(question.text()));
    List<Json> options = new ArrayList<>();
    for (Option option : question.options()) {
      Map<String, Json> one = new TreeMap<>();
      one.put("text", new Json.Text(option.text()));
      one.put("right", new Json.Flag(option.right()));
      option.feedback().ifPresent(it -> one.put("feedback", new Json.Text(it)));
      options.add(Json.Members.of(one));
    }
    json.put("options", new Json.Items(options));
    question.explanation().ifPresent(it -> json.put("explanation", new Json.Text(it)));
    return Json.Members.of(json);
  }

  /// Reads the bytes of a file of kind [FileRole#QUIZ].
  public static Reading read(byte[] bytes) {
    if (!(StrictJson.read(bytes) instanceof StrictJson.Reading.Read read)) {
      return new Reading.Refused("not canonical JSON");
    }
    try {
      Fields fields = Fields.of(read.value());
      List<Question> questions = fields.items("questions", 100, Quiz::question);
      if (!fields.text("_type", 32).equals(TYPE) || questions.isEmpty()) {
        return new Reading.Refused("not a quiz, or one without questions");
      }
      if (questions.stream().map(Question::id).distinct().count() != questions.size()) {
        return new Reading.Refused("two questions have one id");
      }
      return new Reading.Read(
          new Quiz(
              fields.text("title", 200), (int) fields.number("pass_percent", 0, 100), questions));
    } catch (MalformedException e) {
      return new Reading.Refused(e.reason());
    }
  }

  private static Question question(Fields.Place place) throws MalformedException {
    Fields fields = place.object();
    return new Question(
        fields.get("id").parsed(it -> ModuleId.parse(it).map(ModuleId::text)),
        fields.text("kind", 32),
        fields.text("text", 2_000),
        fields.items("options", 20, Quiz::option),
        fields.textIfAny("explanation", 2_000));
  }

  private static Option option(Fields.Place place) throws MalformedException {
    Fields fields = place.object();
    return new Option(
        fields.text("text", 500), fields.flag("right"), fields.textIfAny("feedback", 1_000));
  }
}
