package org.busel.triage.desk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.busel.triage.model.Expert;
import org.busel.triage.model.Heads;
import org.busel.triage.model.Measures;
import org.busel.triage.model.Row;
import org.busel.triage.model.Weighing;
import org.busel.triage.text.Grams;

/// Trains the English expert: a sentence head on labelled sentences, and a document head on labelled articles that also
/// asks what the sentences say. The same texts in the same order give the same expert, byte for byte.
final class ArticleTrainer {
  private static final int ITERATIONS = 40;
  private static final int INNER_FOLDS = 4;

  private final List<Prepared> articles;
  private final List<Prepared> sentences;
  private final Weighing weighing;
  private final float[] sentenceHead;
  private final List<Row> rows = new ArrayList<>();
  private final double[][] summaries;
  private final Map<String, Integer> groups = new HashMap<>();

  private ArticleTrainer(List<Prepared> articles, List<Prepared> sentences) {
    Recipe any = Recipe.ENGLISH.getFirst();
    this.articles = articles;
    this.sentences = sentences;
    this.weighing = Rarity.weighing(articles, sentences, any.style());
    this.sentenceHead = sentenceHead(any.sentencePenalty());
    Expert reader =
        new Expert(
            weighing,
            Heads.pack(new float[][] {new float[Weighing.FEATURES + 1], sentenceHead}),
            new BitSet());
    this.summaries = new double[articles.size()][];
    for (int i = 0; i < summaries.length; i++) {
      Prepared article = articles.get(i);
      groups.merge(article.item().group(), 1, Integer::sum);
      rows.add(
          weighing.row(
              article.passage(), article.grams(), 0, article.passage().sentences().size()));
      summaries[i] = reader.measure(article.passage(), article.grams()).summary();
    }
  }

  /// Trains with the recipe that does best in folds by publisher among these articles.
  static Expert train(List<Prepared> articles, List<Prepared> sentences) {
    var trainer = new ArticleTrainer(articles, sentences);
    Recipe best = Recipe.ENGLISH.getFirst();
    double highest = -1;
    for (Recipe recipe : Recipe.ENGLISH) {
      double auc = trainer.auc(recipe);
      if (auc > highest) {
        highest = auc;
        best = recipe;
      }
    }
    return trainer.expert(best);
  }

  private float[] sentenceHead(double penalty) {
    List<Row> sentenceRows =
        sentences.stream()
            .map(s -> weighing.row(s.passage(), s.grams(), 0, s.passage().sentences().size()))
            .toList();
    return ExpertTrainer.fit(
        sentenceRows, sentences, s -> s.item().manipulative(), s -> 1, penalty, ITERATIONS);
  }

  private double auc(Recipe recipe) {
    var scores = new double[articles.size()];
    var labels = new boolean[scores.length];
    for (int fold = 0; fold < INNER_FOLDS; fold++) {
      var inside = new ArrayList<Integer>();
      for (int i = 0; i < scores.length; i++) if (innerFold(i) != fold) inside.add(i);
      Fitted fitted = fit(recipe, inside);
      for (int i = 0; i < scores.length; i++) {
        labels[i] = articles.get(i).item().manipulative();
        if (innerFold(i) == fold) scores[i] = fitted.margin(rows.get(i), summaries[i]);
      }
    }
    return Figures.auc(new Figures.Scored(scores, labels));
  }

  private int innerFold(int article) {
    return Math.floorMod(articles.get(article).item().group().hashCode(), INNER_FOLDS);
  }

  /// A document head and what it makes of the sentences.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Fitted(float[] head, float[] summary) {
    double margin(Row row, double[] numbers) {
      double sum = head[Weighing.FEATURES];
      for (int k = 0; k < row.indices().length; k++)
        sum += head[row.indices()[k]] * row.values()[k];
      for (int k = 0; k < numbers.length; k++) sum += summary[k] * numbers[k];
      return sum;
    }
  }

  private Fitted fit(Recipe recipe, List<Integer> which) {
    var mean = new double[Measures.SUMMARY];
    var spread = new double[Measures.SUMMARY];
    for (int k = 0; k < mean.length; k++) {
      double sum = 0;
      double squares = 0;
      for (int i : which) {
        sum += summaries[i][k];
        squares += summaries[i][k] * summaries[i][k];
      }
      mean[k] = sum / which.size();
      double variance = squares / which.size() - mean[k] * mean[k];
      spread[k] = StrictMath.sqrt(Math.max(1e-6, variance)) / recipe.summary();
    }
    List<Row> wider = new ArrayList<>();
    List<Prepared> of = new ArrayList<>();
    for (int i : which) {
      wider.add(widened(rows.get(i), summaries[i], mean, spread));
      of.add(articles.get(i));
    }
    float[] fitted =
        ExpertTrainer.fit(
            wider,
            of,
            a -> a.item().manipulative(),
            // A publisher with many articles must not teach its own name.
            a -> 1 / StrictMath.sqrt(groups.getOrDefault(a.item().group(), 1)),
            recipe.documentPenalty(),
            ITERATIONS,
            Weighing.FEATURES + Measures.SUMMARY);
    float[] head = Arrays.copyOf(fitted, Weighing.FEATURES + 1);
    double intercept = fitted[Weighing.FEATURES + Measures.SUMMARY];
    var summary = new float[Measures.SUMMARY];
    for (int k = 0; k < summary.length; k++) {
      summary[k] = (float) (fitted[Weighing.FEATURES + k] / spread[k]);
      intercept -= summary[k] * mean[k];
    }
    head[Weighing.FEATURES] = (float) intercept;
    return new Fitted(head, summary);
  }

  private static Row widened(Row row, double[] numbers, double[] mean, double[] spread) {
    int n = row.indices().length;
    int[] indices = Arrays.copyOf(row.indices(), n + numbers.length);
    float[] values = Arrays.copyOf(row.values(), n + numbers.length);
    for (int k = 0; k < numbers.length; k++) {
      indices[n + k] = Weighing.FEATURES + k;
      values[n + k] = (float) ((numbers[k] - mean[k]) / spread[k]);
    }
    return new Row(indices, values);
  }

  private Expert expert(Recipe recipe) {
    var all = new ArrayList<Integer>();
    for (int i = 0; i < articles.size(); i++) all.add(i);
    Fitted fitted = fit(recipe, all);
    var known = new BitSet(Grams.KNOWN_WORDS);
    for (List<Prepared> some : List.of(articles, sentences)) {
      for (Prepared text : some) {
        for (int w = 0; w < text.grams().words(); w++) known.set(text.grams().knownBit(w));
      }
    }
    return new Expert(
        weighing, Heads.pack(new float[][] {fitted.head(), sentenceHead}), fitted.summary(), known);
  }
}
