package org.busel.sdk.courses;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.busel.format.Json;
import org.busel.format.QuizAnswer;
import org.busel.format.Sha256;
import org.jspecify.annotations.Nullable;

/// An attempt that goes on, as it is kept.
///
/// @param quiz hash of the quiz: in another version or language numbers may mean something else
/// @param seed of its order
/// @param answers by question id
/// @param right whether each was
record AttemptRecord(
    Sha256 quiz, String seed, Map<String, QuizAnswer> answers, Map<String, Boolean> right) {
  AttemptRecord {
    answers = Map.copyOf(answers);
    right = Map.copyOf(right);
  }

  Json toJson() {
    Map<String, Json> each = new TreeMap<>();
    answers.forEach((id, answer) -> each.put(id, answer(answer)));
    Map<String, Json> marks = new TreeMap<>();
    right.forEach((id, it) -> marks.put(id, new Json.Flag(it)));
    return Json.Members.of(
        Map.of(
            "quiz", new Json.Text(quiz.hex()),
            "seed", new Json.Text(seed),
            "answers", Json.Members.of(each),
            "right", Json.Members.of(marks)));
  }

  static AttemptRecord fromJson(Json json) {
    Stored stored = new Stored(json);
    Map<String, QuizAnswer> answers = new TreeMap<>();
    stored.object("answers").forEach((id, it) -> answers.put(id, answer(it)));
    Map<String, Boolean> right = new TreeMap<>();
    stored
        .object("right")
        .forEach((id, it) -> right.put(id, it instanceof Json.Flag flag && flag.value()));
    return new AttemptRecord(
        new Sha256(stored.text("quiz")), stored.text("seed"), answers, right);
  }

  private static Json answer(QuizAnswer answer) {
    if (answer instanceof QuizAnswer.Chosen chosen) {
      return one("chosen", numbers(List.copyOf(chosen.options())));
    }
    if (answer instanceof QuizAnswer.Ordered ordered) {
      return one("ordered", numbers(ordered.options()));
    }
    if (answer instanceof QuizAnswer.Matched matched) {
      return one("matched", numbers(List.copyOf(matched.matches().values())));
    }
    String typed = ((QuizAnswer.Typed) answer).text();
    // Lines of a reflection: control characters cannot stand in a document.
    return one("typed", new Json.Items(typed.lines().<Json>map(Json.Text::new).toList()));
  }

  private static QuizAnswer answer(Json json) {
    Stored stored = new Stored(json);
    Map<String, Json> members = stored.members();
    if (members.containsKey("chosen")) {
      return new QuizAnswer.Chosen(new TreeSet<>(wholes(stored.list("chosen"))));
    }
    if (members.containsKey("ordered")) {
      return new QuizAnswer.Ordered(wholes(stored.list("ordered")));
    }
    if (members.containsKey("matched")) {
      List<Integer> matches = wholes(stored.list("matched"));
      TreeMap<Integer, Integer> byOption = new TreeMap<>();
      for (int i = 0; i < matches.size(); i++) {
        @Nullable Integer unused = byOption.put(i, matches.get(i));
      }
      return new QuizAnswer.Matched(byOption);
    }
    return new QuizAnswer.Typed(
        stored.texts("typed").stream().collect(Collectors.joining("\n")));
  }

  private static Json one(String name, Json value) {
    return Json.Members.of(Map.of(name, value));
  }

  private static Json numbers(List<Integer> numbers) {
    return new Json.Items(numbers.stream().<Json>map(it -> new Json.Whole(it)).toList());
  }

  private static List<Integer> wholes(List<Json> numbers) {
    return numbers.stream()
        .map(it -> {
          if (it instanceof Json.Whole whole) {
            return Math.toIntExact(whole.value());
          }
          throw Stored.damaged();
        })
        .toList();
  }
}
