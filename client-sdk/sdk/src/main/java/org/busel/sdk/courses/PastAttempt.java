package org.busel.sdk.courses;

import java.time.Instant;
import java.util.Map;
import org.busel.format.Json;
import org.busel.format.QuizResult;

/// A finished attempt at a quiz.
///
/// @param moduleVersion of the module it was taken in
public record PastAttempt(Instant finished, int moduleVersion, QuizResult result) {
  Json toJson() {
    return Json.Members.of(
        Map.of(
            "finished", new Json.Whole(finished.getEpochSecond()),
            "version", new Json.Whole(moduleVersion),
            "right", new Json.Whole(result.right()),
            "graded", new Json.Whole(result.graded()),
            "pass_percent", new Json.Whole(result.passPercent())));
  }

  static PastAttempt fromJson(Json json) {
    Stored stored = new Stored(json);
    return new PastAttempt(
        Instant.ofEpochSecond(stored.number("finished")),
        Math.toIntExact(stored.number("version")),
        new QuizResult(
            Math.toIntExact(stored.number("right")),
            Math.toIntExact(stored.number("graded")),
            Math.toIntExact(stored.number("pass_percent"))));
  }
}
