package org.busel.triage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.busel.triage.learn.LogisticRegression;
import org.busel.triage.model.Calibration;
import org.busel.triage.model.Correction;
import org.busel.triage.model.Expert;
import org.busel.triage.model.Language;
import org.busel.triage.model.Measures;
import org.busel.triage.model.Model;
import org.busel.triage.model.OwnLayer;
import org.busel.triage.model.Row;
import org.busel.triage.model.Technique;
import org.busel.triage.model.TechniqueRule;
import org.busel.triage.model.Tuning;
import org.busel.triage.text.Grams;
import org.busel.triage.text.Marks;
import org.busel.triage.text.Passage;

/// Points at manipulative style in a text: how much of it, where, which techniques it resembles. It does not know what
/// is so, who wrote the text, or why.
///
/// Works on the device alone: no network, no files, nothing kept. The same text with the same model always gives the
/// same answer. Safe for many threads; a call takes milliseconds and reads at most [Passage#LONGEST] UTF-16 units.
public final class Triage {
  /// Own characters below which no level is given.
  public static final int FEWEST_CHARACTERS = 100;

  private static final double MOST_UNKNOWN = 0.6;
  private static final double FLAGGED = -0.5;
  private static final double MOST_FLAGGED = 0.5;

  private final Model model;
  private final Optional<OwnLayer> own;

  public Triage(Model model) {
    this.model = model;
    this.own = Optional.empty();
  }

  /// Reviews with a newsroom's own labels on top of the model. Levels and probabilities heed them; which places and
  /// techniques are shown does not change.
  ///
  /// @throws IllegalArgumentException if the layer was learnt on another model
  public Triage(Model model, OwnLayer own) {
    if (!own.modelVersion().equals(model.version())) {
      throw new IllegalArgumentException("the own layer belongs to another model");
    }
    this.model = model;
    this.own = Optional.of(own);
  }

  /// The model that speaks.
  public Model model() {
    return model;
  }

  /// Reviews plain text, Markdown or HTML at the base rate of the training data.
  public Review review(String text) {
    return review(text, OptionalDouble.empty());
  }

  /// Reviews a text where the newsroom knows its own base rate.
  ///
  /// @param baseRate share of manipulative texts among those that the newsroom reviews, above 0 and below 1
  public Review review(String text, OptionalDouble baseRate) {
    if (baseRate.isPresent() && !(baseRate.getAsDouble() > 0 && baseRate.getAsDouble() < 1)) {
      throw new IllegalArgumentException(
          "a base rate is above 0 and below 1, not " + baseRate.getAsDouble());
    }
    Passage passage = Passage.of(text);
    Language language = LanguageGuess.of(passage);
    int ownCharacters = passage.ownCharacters(new Passage.Stretch(0, passage.length()));
    Optional<Tuning> tuning = model.tuning(language);
    if (tuning.isEmpty()) {
      boolean empty = language == Language.UNKNOWN && ownCharacters < FEWEST_CHARACTERS;
      var reason = empty ? Review.Reason.TOO_SHORT : Review.Reason.UNSUPPORTED_LANGUAGE;
      return new Review.Abstained(reason, language, Optional.empty());
    }
    return review(text, passage, ownCharacters, language, tuning.get(), baseRate);
  }

  private Review review(
      String text,
      Passage passage,
      int ownCharacters,
      Language language,
      Tuning tuning,
      OptionalDouble baseRate) {
    Grams grams = Grams.of(passage);
    Measures measures = model.expert(tuning).measure(passage, grams);
    Calibration calibration = tuning.calibration();
    double logit = calibration.logit(measures);
    Optional<Correction> correction = own.flatMap(layer -> layer.correction(tuning.expert()));
    double probability =
        LogisticRegression.probability(
            correction
                    .map(c -> c.logit(logit, whole(model.expert(tuning), passage, grams)))
                    .orElse(logit)
                + shift(
                    baseRate, correction.map(Correction::baseRate).orElse(calibration.baseRate())));
    var markers = new Markers(model.expert(tuning), tuning, text, passage, grams, measures, logit);
    Findings findings =
        new Findings(
            probability,
            signs(tuning, measures, logit),
            markers.all(),
            places(passage, Marks.QUOTED),
            places(passage, Marks.BOILERPLATE),
            language,
            tuning.experimental(),
            passage.cut(),
            model.version() + (correction.isPresent() ? "+own" : ""));
    if (ownCharacters < FEWEST_CHARACTERS) return abstained(Review.Reason.TOO_SHORT, findings);
    if (measures.unknown() > MOST_UNKNOWN)
      return abstained(Review.Reason.MOSTLY_UNKNOWN_WORDS, findings);
    return level(calibration, measures, findings);
  }

  private static Review level(Calibration calibration, Measures measures, Findings findings) {
    double probability = findings.probability();
    if (probability >= calibration.some()) {
      boolean many = probability >= calibration.many();
      if (many && findings.markers().isEmpty())
        return abstained(Review.Reason.SENTENCES_DISAGREE, findings);
      return new Review.Reviewed(many ? Level.MANY : Level.SOME, findings);
    }
    if (probability >= calibration.few()) return abstained(Review.Reason.GREY_ZONE, findings);
    if (measures.shareAbove(FLAGGED) > MOST_FLAGGED)
      return abstained(Review.Reason.SENTENCES_DISAGREE, findings);
    return new Review.Reviewed(Level.FEW, findings);
  }

  private static Review abstained(Review.Reason reason, Findings findings) {
    return new Review.Abstained(reason, findings.language(), Optional.of(findings));
  }

  private static List<TechniqueSign> signs(Tuning tuning, Measures measures, double logit) {
    var signs = new ArrayList<TechniqueSign>();
    for (Technique technique : Technique.values()) {
      if (tuning.techniques().isEmpty()) break;
      TechniqueRule rule = tuning.techniques().get(technique.place());
      double probability =
          LogisticRegression.probability(
              rule.logit(measures.techniques()[technique.place()], logit));
      if (probability < rule.named()) continue;
      signs.add(
          new TechniqueSign(
              technique, technique.reliable() && probability >= rule.likely(), probability));
    }
    signs.sort(Comparator.comparingDouble(TechniqueSign::probability).reversed());
    return signs;
  }

  private static List<Place> places(Passage passage, byte mark) {
    var places = new ArrayList<Place>();
    for (Passage.Stretch stretch : passage.marked(mark)) {
      places.add(
          new Place(passage.sourceStart(stretch.start()), passage.sourceEnd(stretch.end() - 1)));
    }
    return places;
  }

  private static Row whole(Expert expert, Passage passage, Grams grams) {
    return expert.weighing().row(passage, grams, 0, passage.sentences().size());
  }

  private static double shift(OptionalDouble baseRate, double learntAt) {
    return baseRate.isPresent() ? odds(baseRate.getAsDouble()) - odds(learntAt) : 0;
  }

  private static double odds(double probability) {
    return StrictMath.log(probability / (1 - probability));
  }
}
