package org.busel.triage.model;

import java.util.Arrays;

/// What the heads say about one text, before any language's calibration.
///
/// @param document margin of the document head; 0 when nothing is the author's own
/// @param report margin of the head that knows news reports; minus infinity when there is none
/// @param sentences for each sentence, the margin of the sentence head; NaN where it has too few own words
/// @param sentenceWords for each sentence, how many own words it has
/// @param techniques for each technique, the margin of its head on the whole text
/// @param pulls for each word, how much it moved its sentence's margin
/// @param unknown share of words that training did not see, 0 to 1
@SuppressWarnings("ArrayRecordComponent") // large and never compared
public record Measures(
    double document,
    double report,
    double[] sentences,
    int[] sentenceWords,
    double[] techniques,
    float[] pulls,
    double unknown) {
  private static final double LIMIT = 6;
  private static final double REPORT_FROM = 1.5;
  private static final double REPORT_LIMIT = 2;

  /// The same with another margin of the document head.
  Measures withDocument(double margin) {
    return new Measures(margin, report, sentences, sentenceWords, techniques, pulls, unknown);
  }

  /// Mean of the sentences' margins, each as often as it has words; a single extreme sentence cannot carry a text.
  public double meanSentence() {
    double sum = 0;
    int words = 0;
    for (int i = 0; i < sentences.length; i++) {
      if (Double.isNaN(sentences[i])) continue;
      sum += sentenceWords[i] * Math.max(-LIMIT, Math.min(LIMIT, sentences[i]));
      words += sentenceWords[i];
    }
    return words == 0 ? 0 : sum / words;
  }

  /// How much the text reads like a news report, 0 to 2; 0 for nearly all posts.
  public double reportLikeness() {
    return Math.max(0, Math.min(REPORT_LIMIT, report + REPORT_FROM));
  }

  /// Share of own words in sentences whose margin is above `margin`.
  public double shareAbove(double margin) {
    int above = 0;
    int words = 0;
    for (int i = 0; i < sentences.length; i++) {
      if (Double.isNaN(sentences[i])) continue;
      if (sentences[i] > margin) above += sentenceWords[i];
      words += sentenceWords[i];
    }
    return words == 0 ? 0 : (double) above / words;
  }

  /// How many numbers [#summary] gives.
  public static final int SUMMARY = 4;

  /// Where [#summary] has the margin that four in five sentences stay below.
  public static final int HIGH = 1;

  private static final int OPENING = 5;

  /// The text as its sentences speak of it: the share of them with a margin above 0, the margin that four in five stay
  /// below, the mean of the first five, the first, which is mostly the title. All 0 when no sentence was judged.
  public double[] summary() {
    double[] margins = Arrays.stream(sentences).filter(m -> !Double.isNaN(m)).toArray();
    if (margins.length == 0) return new double[SUMMARY];
    double first = margins[0];
    double opening = Arrays.stream(margins).limit(OPENING).average().orElse(0);
    double above = Arrays.stream(margins).filter(m -> m > 0).count();
    Arrays.sort(margins);
    double at = 0.8 * (margins.length - 1);
    double below = margins[(int) at];
    double over = margins[Math.min(margins.length - 1, (int) at + 1)];
    double high = below + (at - (int) at) * (over - below);
    return new double[] {above / margins.length, high, opening, first};
  }

  /// Own words of the whole text.
  public int words() {
    return Arrays.stream(sentenceWords).sum();
  }
}
