package org.busel.cli.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.busel.triage.Findings;
import org.busel.triage.Level;
import org.busel.triage.Marker;
import org.busel.triage.Place;
import org.busel.triage.Review;
import org.busel.triage.TechniqueSign;
import org.busel.triage.model.Language;
import org.busel.triage.model.Technique;
import org.junit.jupiter.api.Test;

class ReviewPageTest {
  private static final String TEXT = "Before <script>alert(1)</script> \"said\" after";

  @Test
  void aHostileTextStaysText() {
    String page = page(Level.MANY);

    assertThat(page).doesNotContain("<script").contains("<mark>&lt;script&gt;");
  }

  @Test
  void thePageFetchesNothingAndNamesItsLanguage() {
    String page = page(Level.FEW);

    assertThat(page)
        .contains("<html lang=\"en\">", "default-src 'none'", "lang=\"ru\"")
        .doesNotContain("http://", "https://", "<img", "<link");
  }

  @Test
  void everyMarkerIsNumberedAndExplained() {
    assertThat(page(Level.SOME))
        .contains("<sup><a href=\"#m1\">1</a></sup></mark>", "<li id=\"m1\">", "loaded language");
  }

  @Test
  void everyTechniqueLeadsToItsPlaceInTheLesson() {
    assertThat(page(Level.SOME)).contains("lesson-07-at-a-marker#fear-uncertainty-doubt");
  }

  private static String page(Level level) {
    var findings =
        new Findings(
            0.7,
            List.of(new TechniqueSign(Technique.FUD, true, 0.6)),
            List.of(
                new Marker(
                    new Place(7, 15), Optional.of(Technique.LOADED_LANGUAGE), List.of("script"))),
            List.of(new Place(33, 39)),
            List.of(),
            Language.RUSSIAN,
            false,
            false,
            "0123456789abcdef");
    return new ReviewPage(ReviewWords.in("en")).of(TEXT, new Review.Reviewed(level, findings));
  }
}
