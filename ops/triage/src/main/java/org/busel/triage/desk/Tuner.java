package org.busel.triage.desk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.busel.triage.learn.LogisticRegression;
import org.busel.triage.model.Calibration;
import org.busel.triage.model.Language;
import org.busel.triage.model.SpanRule;
import org.busel.triage.model.Technique;
import org.busel.triage.model.TechniqueRule;
import org.busel.triage.model.Tuning;

/// Fits what turns margins into probabilities and levels, on texts that their expert has not seen.
final class Tuner {
  private static final int ITERATIONS = 200;
  private static final double PENALTY = 0.5;
  private static final float NEWS = 4;
  private static final double LIKELY_PRECISION = 0.6;
  private static final int FEWEST_NAMED = 20;
  private static final int EVERY_WORD = 3;

  private final List<Tried> tried;
  private final Map<Language, Calibration> calibrations = new EnumMap<>(Language.class);

  private Tuner(List<Tried> tried) {
    this.tried = tried;
  }

  /// Tunings of the languages whose experts name techniques.
  static Map<Language, Tuning> eastSlavic(List<Tried> tried) {
    var tuner = new Tuner(tried);
    tuner.calibrate(
        List.of(Language.BELARUSIAN, Language.RUSSIAN, Language.UKRAINIAN), Calibration.FEATURES);
    SpanRule spans = tuner.spans();
    var techniques = new ArrayList<TechniqueRule>();
    for (Technique technique : Technique.values()) techniques.add(tuner.technique(technique));
    var tunings = new EnumMap<Language, Tuning>(Language.class);
    tuner.calibrations.forEach((language, calibration) ->
        tunings.put(
            language,
            new Tuning(0, calibration, spans, techniques, language == Language.BELARUSIAN)));
    return tunings;
  }

  /// The tuning of English: no marked places and no techniques in its data, so a sentence is shown when it reads more
  /// one-sided than nine in ten sentences of the articles that were not called hyperpartisan.
  static Tuning english(List<Tried> tried, int expert) {
    var tuner = new Tuner(tried);
    // The document head has asked the sentences already.
    tuner.calibrate(List.of(Language.ENGLISH), 1);
    Calibration calibration = tuner.calibrations.get(Language.ENGLISH);
    if (calibration == null) throw new IllegalStateException("English was not calibrated");
    double[] calm =
        tried.stream()
            .filter(t -> !t.text().item().manipulative())
            .flatMapToDouble(t -> Arrays.stream(t.measures().sentences()))
            .filter(margin -> !Double.isNaN(margin))
            .sorted()
            .toArray();
    var weights = new float[SpanRule.FEATURES + 1];
    weights[0] = 1;
    return new Tuning(
        expert,
        calibration,
        new SpanRule(weights, (float) calm[calm.length * 9 / 10]),
        List.of(),
        false);
  }

  private List<Tried> labelled(Predicate<Tried> which) {
    return tried.stream()
        .filter(t ->
            t.text().item().origin() != Item.Origin.NEWS
                && t.text().item().origin() != Item.Origin.SNIPPET)
        .filter(which)
        .toList();
  }

  /// Calibrations of languages that share an expert: weights in common, a shift for each.
  ///
  /// @param used how many of the calibration's numbers may speak
  private void calibrate(List<Language> languages, int used) {
    List<Tried> own =
        tried.stream()
            .filter(t ->
                languages.contains(t.language()) && t.text().item().origin() != Item.Origin.SNIPPET)
            .toList();
    var features = new float[own.size()][used + languages.size()];
    var labels = new float[own.size()];
    var importance = new float[own.size()];
    var positive = new double[languages.size()];
    var posts = new double[languages.size()];
    for (int i = 0; i < features.length; i++) {
      double[] says = Calibration.features(own.get(i).measures());
      int language = languages.indexOf(own.get(i).language());
      for (int k = 0; k < used; k++) features[i][k] = (float) says[k];
      features[i][used + language] = 1;
      boolean news = own.get(i).text().item().origin() == Item.Origin.NEWS;
      labels[i] = own.get(i).text().item().manipulative() ? 1 : 0;
      importance[i] = news ? NEWS : 1;
      positive[language] += labels[i];
      if (!news) posts[language]++;
    }
    float[] w = fit(features, labels, importance);
    for (int l = 0; l < languages.size(); l++) {
      var weights = new double[Calibration.FEATURES];
      for (int k = 0; k < used; k++) weights[k] = w[k];
      double shift = w[used + l] + w[used + languages.size()];
      Language language = languages.get(l);
      calibrations.put(language, levels(language, weights, shift, positive[l] / posts[l]));
    }
  }

  private static Calibration levels(
      Language language, double[] weights, double shift, double baseRate) {
    return switch (language) {
      case ENGLISH -> new Calibration(weights, shift, baseRate, 0.3, 0.65, 0.85);
      // Russian news is the hardest to keep out: its "many" asks for more.
      case RUSSIAN -> new Calibration(weights, shift, baseRate, 0.35, 0.8, 0.93);
      case BELARUSIAN -> new Calibration(weights, shift, baseRate, 0.35, 0.8, 0.92);
      case UKRAINIAN, POLISH, UNKNOWN -> new Calibration(weights, shift, baseRate, 0.35, 0.8, 0.88);
    };
  }

  private double logit(Tried t) {
    Calibration c = calibrations.get(t.language());
    return c == null ? 0 : c.logit(t.measures());
  }

  private List<Tried> posts() {
    return labelled(t -> t.text().item().origin() == Item.Origin.POST);
  }

  private TechniqueRule technique(Technique technique) {
    List<Tried> posts = posts();
    var features = new float[posts.size()][];
    var labels = new float[posts.size()];
    for (int i = 0; i < features.length; i++) {
      Tried t = posts.get(i);
      features[i] =
          new float[] {
            (float) t.measures().techniques()[technique.place()],
            (float) Math.max(-5, Math.min(5, logit(t)))
          };
      labels[i] = t.text().item().techniques().contains(technique.id()) ? 1 : 0;
    }
    float[] w = fit(features, labels);
    var scores = new double[labels.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] =
          LogisticRegression.probability(w[0] * features[i][0] + w[1] * features[i][1] + w[2]);
    }
    Cut cut = Cut.best(scores, labels, 0);
    return new TechniqueRule(
        w[0], w[1], w[2], cut.threshold(), Math.max(cut.threshold(), precise(scores, labels)));
  }

  /// The lowest probability above which the precision is high enough; above 1 when there is none.
  private static double precise(double[] scores, float[] labels) {
    double lowest = 1.1;
    for (double threshold = 0.95; threshold > 0.2; threshold -= 0.01) {
      int said = 0;
      int hit = 0;
      for (int i = 0; i < scores.length; i++) {
        if (scores[i] < threshold) continue;
        said++;
        if (labels[i] > 0) hit++;
      }
      if (said < FEWEST_NAMED) continue;
      if (hit < LIKELY_PRECISION * said) break;
      lowest = threshold;
    }
    return lowest;
  }

  private SpanRule spans() {
    var features = new ArrayList<float[]>();
    var labels = new ArrayList<Boolean>();
    int missed = 0;
    for (Tried t : posts()) {
      double logit = logit(t);
      for (int s = 0; s < t.measures().sentences().length; s++) {
        int first = t.text().grams().firstWord(s);
        if (Double.isNaN(t.measures().sentences()[s])) {
          for (int w = first; w < t.text().grams().firstWord(s + 1); w++)
            if (t.text().isMarkedWord(w)) missed++;
          continue;
        }
        float[][] words = SpanRule.features(t.measures(), t.text().grams(), s, logit);
        for (int w = 0; w < words.length; w++) {
          features.add(words[w]);
          labels.add(t.text().isMarkedWord(first + w));
        }
      }
    }
    int n = features.size() / EVERY_WORD;
    var some = new float[n][];
    var someLabels = new float[n];
    for (int i = 0; i < n; i++) {
      some[i] = features.get(i * EVERY_WORD);
      someLabels[i] = labels.get(i * EVERY_WORD) ? 1 : 0;
    }
    float[] w = fit(some, someLabels);
    var scores = new double[features.size()];
    var all = new float[scores.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = w[SpanRule.FEATURES];
      for (int k = 0; k < SpanRule.FEATURES; k++) scores[i] += w[k] * features.get(i)[k];
      all[i] = labels.get(i) ? 1 : 0;
    }
    return new SpanRule(w, (float) Cut.best(scores, all, missed).threshold());
  }

  private static float[] fit(float[][] features, float[] labels) {
    var ones = new float[labels.length];
    Arrays.fill(ones, 1);
    return fit(features, labels, ones);
  }

  private static float[] fit(float[][] features, float[] labels, float[] importance) {
    int n = labels.length;
    int width = features[0].length;
    var every = new int[width];
    for (int k = 0; k < width; k++) every[k] = k;
    var indices = new int[n][];
    Arrays.fill(indices, every);
    var examples =
        new LogisticRegression.Examples(indices, features, labels, importance, new float[n]);
    return LogisticRegression.fit(examples, width, PENALTY, ITERATIONS);
  }
}
