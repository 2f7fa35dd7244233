package org.busel.triage.desk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.busel.triage.learn.LogisticRegression;
import org.busel.triage.model.Expert;
import org.busel.triage.model.Heads;
import org.busel.triage.model.Row;
import org.busel.triage.model.Technique;
import org.busel.triage.model.Weighing;
import org.busel.triage.text.Chunks;
import org.busel.triage.text.Grams;

/// Trains one expert. The same texts in the same order give the same expert, byte for byte.
final class ExpertTrainer {
  private static final int ITERATIONS = 40;
  private static final int TECHNIQUE_ITERATIONS = 20;
  private static final double MARKED = 0.25;
  private static final int WORDS_OF_A_NEWS_POST = 70;

  private final Recipe recipe;
  private final List<Prepared> texts;
  private final Weighing weighing;
  private final List<Row> rows = new ArrayList<>();
  private final List<Prepared> rowTexts = new ArrayList<>();
  private final Map<String, Integer> groups = new HashMap<>();

  private ExpertTrainer(Recipe recipe, List<Prepared> texts, Weighing weighing) {
    this.recipe = recipe;
    this.texts = texts;
    this.weighing = weighing;
    for (Prepared text : texts) {
      groups.merge(text.item().group(), 1, Integer::sum);
      addRows(text);
    }
  }

  /// Trains the document head alone, for a language whose data has no marked places.
  static Expert documentsOnly(Recipe recipe, List<Prepared> texts) {
    var trainer =
        new ExpertTrainer(recipe, texts, Rarity.weighing(texts, List.of(), recipe.style()));
    return trainer.expert(new float[][] {trainer.documents()});
  }

  /// Trains all heads.
  static Expert allHeads(Recipe recipe, List<Prepared> texts) {
    var trainer =
        new ExpertTrainer(recipe, texts, Rarity.weighing(texts, List.of(), recipe.style()));
    var fitted = new float[Expert.ALL_HEADS][];
    fitted[Expert.DOCUMENT_HEAD] = trainer.documents();
    fitted[Expert.SENTENCE_HEAD] = trainer.sentences();
    fitted[Expert.REPORT_HEAD] = trainer.reports();
    for (Technique technique : Technique.values()) {
      fitted[Expert.FIRST_TECHNIQUE_HEAD + technique.place()] = trainer.technique(technique);
    }
    return trainer.expert(fitted);
  }

  private Expert expert(float[][] fitted) {
    var known = new BitSet(Grams.KNOWN_WORDS);
    for (Prepared text : texts) {
      for (int w = 0; w < text.grams().words(); w++) known.set(text.grams().knownBit(w));
    }
    return new Expert(weighing, Heads.pack(fitted), known);
  }

  private float[] documents() {
    return fit(
        rows,
        rowTexts,
        t -> t.item().manipulative(),
        this::importance,
        recipe.documentPenalty(),
        ITERATIONS);
  }

  /// Learnt without Belarusian, whose posts are machine-translated: otherwise good Belarusian would look like news.
  private float[] reports() {
    return fit(
        rows,
        rowTexts,
        t -> t.item().origin() == Item.Origin.NEWS,
        t -> t.item().language().equals("be") ? 0 : 1,
        recipe.documentPenalty(),
        TECHNIQUE_ITERATIONS);
  }

  private float[] technique(Technique technique) {
    Predicate<Prepared> shows = t -> t.item().techniques().contains(technique.id());
    return fit(
        rows, rowTexts, shows, this::importance, recipe.techniquePenalty(), TECHNIQUE_ITERATIONS);
  }

  private float[] sentences() {
    record Sentence(boolean marked, double importance) {}
    var sentenceRows = new ArrayList<Row>();
    var sentences = new ArrayList<Sentence>();
    for (Prepared text : texts) {
      if (text.item().origin() == Item.Origin.TRANSLATED_POST) continue;
      for (int s = 0; s < text.passage().sentences().size(); s++) {
        if (text.grams().firstWord(s + 1) - text.grams().firstWord(s) < Expert.FEWEST_WORDS)
          continue;
        sentenceRows.add(weighing.row(text.passage(), text.grams(), s, s + 1));
        sentences.add(new Sentence(text.markedShare(s) >= MARKED, importance(text)));
      }
    }
    return fit(
        sentenceRows,
        sentences,
        Sentence::marked,
        Sentence::importance,
        recipe.sentencePenalty(),
        ITERATIONS);
  }

  /// A news article becomes as many rows as it has chunks the length of a post: otherwise length alone would tell
  /// articles from posts.
  private void addRows(Prepared text) {
    int sentences = text.passage().sentences().size();
    int words = text.item().origin() == Item.Origin.NEWS ? WORDS_OF_A_NEWS_POST : Integer.MAX_VALUE;
    int[] bounds = Chunks.of(text.grams(), sentences, words);
    for (int c = 0; c + 1 < bounds.length; c++) {
      rows.add(weighing.row(text.passage(), text.grams(), bounds[c], bounds[c + 1]));
      rowTexts.add(text);
    }
  }

  private double importance(Prepared text) {
    return switch (text.item().origin()) {
      case NEWS -> recipe.news();
      case TRANSLATED_POST -> recipe.translated();
      case POST, SNIPPET, SENTENCE -> 1;
      // A publisher with many articles must not teach its own name.
      case ARTICLE -> 1 / StrictMath.sqrt(groups.getOrDefault(text.item().group(), 1));
    };
  }

  static <T> float[] fit(
      List<Row> rows,
      List<T> of,
      Predicate<T> positive,
      ToDoubleFunction<T> importance,
      double penalty,
      int iterations) {
    return fit(rows, of, positive, importance, penalty, iterations, Weighing.FEATURES);
  }

  /// Fits `features` weights and an intercept.
  static <T> float[] fit(
      List<Row> rows,
      List<T> of,
      Predicate<T> positive,
      ToDoubleFunction<T> importance,
      double penalty,
      int iterations,
      int features) {
    int n = rows.size();
    int[] seen =
        rows.stream()
            .flatMapToInt(row -> Arrays.stream(row.indices()))
            .sorted()
            .distinct()
            .toArray();
    var indices = new int[n][];
    var values = new float[n][];
    var labels = new float[n];
    var weights = new float[n];
    for (int i = 0; i < n; i++) {
      indices[i] =
          Arrays.stream(rows.get(i).indices())
              .map(index -> Arrays.binarySearch(seen, index))
              .toArray();
      values[i] = rows.get(i).values();
      labels[i] = positive.test(of.get(i)) ? 1 : 0;
      weights[i] = (float) importance.applyAsDouble(of.get(i));
    }
    var examples = new LogisticRegression.Examples(indices, values, labels, weights, new float[n]);
    // A feature that no row has would stay 0 and add nothing to any sum: leaving it out changes no
    // bit.
    float[] compact = LogisticRegression.fit(examples, seen.length, penalty, iterations);
    var fitted = new float[features + 1];
    for (int k = 0; k < seen.length; k++) fitted[seen[k]] = compact[k];
    fitted[features] = compact[seen.length];
    return fitted;
  }
}
