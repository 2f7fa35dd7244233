package org.busel.format;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Who wrote and who reviewed a module, and for how long its advice counts.
///
/// The names are what the authors wrote. Who really vouches is said by the signatures: [ModuleVerdict.Verified].
///
/// @param authors 1 to 10 names
/// @param reviewers 1 to 10 names, none of them an author's
/// @param until last day on which the advice counts as reviewed
/// @param risk [#ORDINARY], or [#SAFETY] if wrong advice could hurt somebody
public record Review(List<String> authors, List<String> reviewers, LocalDate until, String risk) {
  public static final String ORDINARY = "ordinary";
  public static final String SAFETY = "safety";

  /// Every risk.
  public static final List<String> RISKS = List.of(ORDINARY, SAFETY);

  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  public Review {
    authors = List.copyOf(authors);
    reviewers = List.copyOf(reviewers);
  }

  /// Whether the review no longer counts on `day`.
  public boolean expiredOn(LocalDate day) {
    return day.isAfter(until);
  }

  Json toJson() {
    return Json.Members.of(
        Map.of(
            "authors",
            Texts.texts(authors),
            "reviewers",
            Texts.texts(reviewers),
            "until",
            new Json.Text(until.toString()),
            "risk",
            new Json.Text(risk)));
  }

  static Review fromJson(Fields fields) throws MalformedException {
    Review review =
        new Review(
            fields.items("authors", 10, it -> it.text(200)),
            fields.items("reviewers", 10, it -> it.text(200)),
            fields.get("until").parsed(Review::date),
            fields
                .get("risk")
                .parsed(it -> RISKS.contains(it) ? Optional.of(it) : Optional.empty()));
    if (review.authors.isEmpty() || review.reviewers.isEmpty()) {
      throw new MalformedException("authors or reviewers are missing");
    }
    if (review.authors.stream().anyMatch(review.reviewers::contains)) {
      throw new MalformedException("somebody reviews what they wrote");
    }
    return review;
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return DATE.matcher(text).matches() ? Optional.of(LocalDate.parse(text)) : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
