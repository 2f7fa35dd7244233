package org.busel.format;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A [Question] as canonical JSON. FORMAT.md, "Quiz".
final class QuestionJson {
  private static final Set<String> CHOOSING = Set.of(Question.CHOICE, Question.MULTIPLE);
  private static final Set<String> TYPING = Set.of(Question.NUMBER, Question.SHORT_TEXT);
  private static final int MAX_BOX = 16_384;
  private static final int MAX_MISTAKES = 20;

  private QuestionJson() {}

  static Json write(Question question) {
    Map<String, Json> json = new TreeMap<>();
    json.put("id", new Json.Text(question.id()));
    json.put("kind", new Json.Text(question.kind()));
    json.put("text", new Json.Text(question.text()));
    if (question.fixed()) {
      json.put("fixed", new Json.Flag(true));
    }
    question.unit().ifPresent(it -> json.put("unit", new Json.Text(it)));
    if (!question.matches().isEmpty()) {
      json.put("matches", Texts.texts(question.matches()));
    }
    if (!question.options().isEmpty()) {
      json.put("options", options(question));
    }
    if (question.key() instanceof AnswerKey.Locked locked) {
      Map<String, Json> boxes = new TreeMap<>();
      boxes.put("right", Texts.texts(locked.right()));
      boxes.put("told", Texts.texts(locked.told()));
      locked.explanation().ifPresent(it -> boxes.put("explanation", new Json.Text(it)));
      locked.decimals().ifPresent(it -> boxes.put("decimals", new Json.Whole(it)));
      json.put("locked", Json.Members.of(boxes));
    } else if (question.key() instanceof AnswerKey.Open open) {
      write(open, TYPING.contains(question.kind()), json);
    }
    return Json.Members.of(json);
  }

  private static void write(AnswerKey.Open open, boolean typing, Map<String, Json> json) {
    open.explanation().ifPresent(it -> json.put("explanation", new Json.Text(it)));
    if (open.right() instanceof Right.Near near) {
      json.put("right", new Json.Text(Decimals.plain(near.number())));
      json.put("tolerance", new Json.Text(Decimals.plain(near.tolerance())));
    } else if (open.right() instanceof Right.Texts texts) {
      json.put("accepted", Texts.texts(texts.written()));
    }
    if (typing && !open.told().isEmpty()) {
      List<Json> mistakes = new ArrayList<>();
      new TreeMap<>(open.told())
          .forEach((answer, feedback) ->
              mistakes.add(
                  Json.Members.of(
                      Map.of(
                          "answer", new Json.Text(answer), "feedback", new Json.Text(feedback)))));
      json.put("mistakes", new Json.Items(mistakes));
    }
  }

  private static Json options(Question question) {
    List<Json> options = new ArrayList<>();
    for (int i = 0; i < question.options().size(); i++) {
      Map<String, Json> one = new TreeMap<>();
      one.put("text", new Json.Text(question.options().get(i)));
      if (CHOOSING.contains(question.kind()) && question.key() instanceof AnswerKey.Open open) {
        one.put(
            "right",
            new Json.Flag(
                open.right() instanceof Right.Options right && right.numbers().contains(i)));
        @Nullable String feedback = open.told().get(String.valueOf(i));
        if (feedback != null) {
          one.put("feedback", new Json.Text(feedback));
        }
      }
      options.add(Json.Members.of(one));
    }
    return new Json.Items(options);
  }

  static Question read(Fields.Place place, boolean locked) throws MalformedException {
    Fields fields = place.object();
    String kind = fields.text("kind", 32);
    List<String> options =
        fields.has("options")
            ? fields.items("options", Question.MAX_OPTIONS, it -> it.object().text("text", 500))
            : List.of();
    List<String> matches =
        fields.has("matches")
            ? fields.items("matches", Question.MAX_OPTIONS, it -> it.text(500))
            : List.of();
    AnswerKey key = locked && fields.has("locked") ? locked(fields) : open(kind, fields, options);
    Question question =
        new Question(
            fields.get("id").parsed(it -> ModuleId.parse(it).map(ModuleId::text)),
            kind,
            fields.text("text", 2_000),
            options,
            matches,
            fields.textIfAny("unit", 50),
            fields.has("fixed") && fields.flag("fixed"),
            key);
    requireWhole(place.where(), question);
    return question;
  }

  private static void requireWhole(String where, Question question) throws MalformedException {
    boolean options =
        CHOOSING.contains(question.kind()) || question.kind().equals(Question.ORDER);
    boolean match = question.kind().equals(Question.MATCH);
    if ((options || match) && question.options().size() < 2) {
      throw new MalformedException(where + " has not two options");
    }
    if (match && question.matches().size() < question.options().size()) {
      throw new MalformedException(where + " has fewer matches than options");
    }
  }

  private static AnswerKey locked(Fields question) throws MalformedException {
    Fields fields = question.get("locked").object();
    return new AnswerKey.Locked(
        fields.items("right", Right.MAX_SPELLINGS, QuestionJson::box),
        fields.items("told", Question.MAX_OPTIONS + MAX_MISTAKES, QuestionJson::box),
        fields.has("explanation")
            ? Optional.of(box(fields.get("explanation")))
            : Optional.empty(),
        fields.has("decimals")
            ? OptionalInt.of((int) fields.number("decimals", 0, 9))
            : OptionalInt.empty());
  }

  private static String box(Fields.Place place) throws MalformedException {
    String box = place.text(MAX_BOX);
    if (box.length() < 34 || !Hex.isHex(box, box.length() / 2)) {
      throw new MalformedException(place.where() + " is no box");
    }
    return box;
  }

  private static AnswerKey open(String kind, Fields fields, List<String> options)
      throws MalformedException {
    Optional<String> explanation = fields.textIfAny("explanation", 2_000);
    Map<String, String> told = new TreeMap<>();
    Right right = new Right.Anything();
    switch (kind) {
      case Question.CHOICE, Question.MULTIPLE -> right = chosen(fields, told);
      case Question.ORDER -> right = new Right.AsListed(options.size());
      case Question.MATCH -> right = new Right.Paired(options.size());
      case Question.NUMBER -> {
        BigDecimal tolerance = fields.get("tolerance").parsed(Decimals::written);
        if (tolerance.signum() < 0) {
          throw new MalformedException("a tolerance is below zero");
        }
        right = new Right.Near(fields.get("right").parsed(Decimals::written), tolerance);
        readMistakes(fields, told);
      }
      case Question.SHORT_TEXT -> {
        List<String> accepted = fields.items("accepted", Question.MAX_OPTIONS, it -> it.text(200));
        if (accepted.isEmpty()) {
          throw new MalformedException("nothing is accepted");
        }
        right = new Right.Texts(accepted);
        readMistakes(fields, told);
      }
      default -> {
        // Of a reflection nothing is right; what a later version asks, it also judges.
      }
    }
    return new AnswerKey.Open(right, told, explanation);
  }

  private static Right chosen(Fields fields, Map<String, String> told) throws MalformedException {
    SortedSet<Integer> right = new TreeSet<>();
    List<Fields> options =
        fields.items("options", Question.MAX_OPTIONS, Fields.Place::object);
    for (int i = 0; i < options.size(); i++) {
      if (options.get(i).flag("right")) {
        boolean unused = right.add(i);
      }
      Optional<String> feedback = options.get(i).textIfAny("feedback", 1_000);
      if (feedback.isPresent()) {
        told.put(String.valueOf(i), feedback.get());
      }
    }
    return new Right.Options(right);
  }

  private static void readMistakes(Fields fields, Map<String, String> told)
      throws MalformedException {
    if (fields.has("mistakes")) {
      for (Fields mistake : fields.items("mistakes", MAX_MISTAKES, Fields.Place::object)) {
        told.put(mistake.text("answer", 200), mistake.text("feedback", 1_000));
      }
    }
  }
}
