package org.busel.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.busel.triage.model.SmallModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriageTest {
  private static final String LOUD = String.join(" ", SmallModels.LOUD);
  private static final String CALM = String.join(" ", SmallModels.CALM);

  private final Triage triage = new Triage(SmallModels.russian());

  @Test
  void aLoudTextHasManyMarkersAndACalmOneFew() {
    assertThat(level(triage.review(LOUD))).isEqualTo(Level.MANY);
    assertThat(level(triage.review(CALM))).isEqualTo(Level.FEW);
  }

  @Test
  void placesAreCountedInUtf16UnitsOfTheTextAsGiven() {
    String text = "😀👩‍👩‍👧 " + LOUD;

    List<Marker> markers = findings(triage.review(text)).markers();

    assertThat(markers).isNotEmpty();
    for (Marker marker : markers) {
      String shown = text.substring(marker.place().start(), marker.place().end());
      assertThat(LOUD).contains(shown);
      assertThat(shown).contains(marker.words());
    }
  }

  @Test
  void theSameTextGivesTheSameAnswer() {
    assertThat(triage.review(LOUD + CALM)).isEqualTo(triage.review(LOUD + CALM));
  }

  @Test
  void quotedSpeechIsShownAsQuotedAndNotCounted() {
    String quoted = CALM + " Он сказал: «" + SmallModels.LOUD.get(0) + "»";

    Findings findings = findings(triage.review(quoted));

    Place quote = findings.quoted().get(0);
    assertThat(quoted.substring(quote.start(), quote.end())).contains("Подлые предатели");
    assertThat(findings.markers()).noneMatch(m -> m.place().start() >= quote.start());
    assertThat(findings.probability())
        .isLessThan(findings(triage.review(CALM + " " + SmallModels.LOUD.get(0))).probability());
  }

  @Test
  void linksHandlesAndCallsToSubscribeAreBoilerplate() {
    String text = CALM + "\nПодписаться | Наш канал\n@somebody https://example.org/предатели";

    Findings findings = findings(triage.review(text));

    assertThat(findings.boilerplate()).hasSize(3);
    assertThat(findings.probability()).isEqualTo(findings(triage.review(CALM)).probability());
  }

  @Test
  void theNewsroomsOwnBaseRateMovesTheProbability() {
    double rare = findings(triage.review(LOUD, OptionalDouble.of(0.05))).probability();
    double common = findings(triage.review(LOUD, OptionalDouble.of(0.95))).probability();

    assertThat(rare).isLessThan(common);
    assertThatThrownBy(() -> triage.review(LOUD, OptionalDouble.of(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shortTextsForeignLanguagesAndUnknownWordsAreNotJudged() {
    assertThat(reason(triage.review("Подлые предатели врут всем!")))
        .isEqualTo(Review.Reason.TOO_SHORT);
    assertThat(reason(triage.review(""))).isEqualTo(Review.Reason.TOO_SHORT);
    assertThat(reason(triage.review("Zażółć gęślą jaźń, a potem wróć do domu. ".repeat(5))))
        .isEqualTo(Review.Reason.UNSUPPORTED_LANGUAGE);
    assertThat(
            reason(
                triage.review(
                    "Быстрые рыжие лисицы перепрыгивают ленивых бурых собак около мельницы. "
                        .repeat(3))))
        .isEqualTo(Review.Reason.MOSTLY_UNKNOWN_WORDS);
  }

  @Test
  void betweenFewAndSomeNothingIsSaid() {
    String mixed = SmallModels.LOUD.get(0) + " " + SmallModels.CALM.get(0);

    assertThat(reason(triage.review(mixed))).isEqualTo(Review.Reason.GREY_ZONE);
  }

  @Test
  void aTextWithManyMarkersOfWhichNoneCanBeShownIsNotJudged() {
    var blind = new Triage(SmallModels.russianThatShowsNothing());

    assertThat(reason(blind.review(LOUD))).isEqualTo(Review.Reason.SENTENCES_DISAGREE);
  }

  @Test
  void manyThreadsGetTheSameAnswers() {
    List<String> texts =
        IntStream.range(0, 64).mapToObj(i -> (i % 2 == 0 ? LOUD : CALM) + " " + i).toList();
    List<Review> alone = texts.stream().map(triage::review).toList();

    assertThat(texts.parallelStream().map(triage::review).toList()).isEqualTo(alone);
  }

  @Test
  void lookAlikeLettersInvisibleCharactersAndSpacingChangeNothing() {
    double plain = findings(triage.review(LOUD)).probability();

    assertThat(findings(triage.review(LOUD.replace('о', 'o').replace('а', 'a'))).probability())
        .isEqualTo(plain);
    assertThat(findings(triage.review(LOUD.replace("е", "е\u200b"))).probability())
        .isEqualTo(plain);
    assertThat(
            findings(triage.review(LOUD.replace("предатели", "п р е д а т е л и"))).probability())
        .isEqualTo(plain);
  }

  @Test
  void htmlAndMarkdownAreReadAsTheirText() {
    double plain = findings(triage.review(LOUD)).probability();
    String html =
        "<html><script>var x = '<p>';</script><p>"
            + LOUD.replace("страну", "<b>страну</b>")
            + "</p></html>";

    assertThat(findings(triage.review(html)).probability()).isEqualTo(plain);
    assertThat(findings(triage.review("# " + LOUD.replace("страну", "**страну**"))).probability())
        .isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<",
        "<<<<<<",
        "<p",
        "<script>",
        "&#x110000;",
        "&#99999999999;",
        "[](",
        "](((",
        "«««««",
        "„\"“",
        "\ud83d",
        "\u0000\uffff",
        "а\u0306\u0308\u0301",
        "....!!!???…",
        "а б в г д е",
        "\n\n\n\r\r",
        "@",
        "#",
        "&;",
        "<!--"
      })
  void hostileTextOfAnyLengthIsReviewedWithoutACrash(String piece) {
    assertThat(triage.review(piece)).isNotNull();
    assertThat(triage.review(piece.repeat(5_000))).isNotNull();
    assertThat(triage.review(LOUD + piece + LOUD)).isNotNull();
  }

  @Test
  void fiveMegabytesAreCutAndSaidToBe() {
    String text = (LOUD + "\n").repeat(5_000_000 / LOUD.length());

    assertThat(findings(triage.review(text)).cut()).isTrue();
  }

  private static Level level(Review review) {
    return ((Review.Reviewed) review).level();
  }

  private static Review.Reason reason(Review review) {
    return ((Review.Abstained) review).reason();
  }

  private static Findings findings(Review review) {
    return review instanceof Review.Reviewed reviewed
        ? reviewed.findings()
        : ((Review.Abstained) review).findings().orElseThrow();
  }
}
