package org.busel.triage.model;

import java.util.BitSet;
import org.busel.triage.text.Chunks;
import org.busel.triage.text.Grams;
import org.busel.triage.text.Passage;

/// The heads for one family of languages and what they need to read a text. Immutable and safe for many threads.
///
/// The first head judges documents, the second sentences. With the heads after it an expert also names techniques; with
/// the document head alone, that head judges sentences too.
///
/// @param summary what each number of [Measures#summary] adds to the document's margin
/// @param known words that training has seen, by [Grams#knownBit]
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Expert(Weighing weighing, Heads heads, float[] summary, BitSet known) {
  /// Judges whole texts.
  public static final int DOCUMENT_HEAD = 0;

  /// Judges single sentences.
  public static final int SENTENCE_HEAD = 1;

  /// Tells news reports from posts; speaks only for a lower probability.
  public static final int REPORT_HEAD = 2;

  /// The first of the technique heads, which are in the order of [Technique].
  public static final int FIRST_TECHNIQUE_HEAD = 3;

  /// How many heads an expert with sentences and techniques has.
  public static final int ALL_HEADS = FIRST_TECHNIQUE_HEAD + Technique.values().length;

  /// Own words below which a sentence is not judged.
  public static final int FEWEST_WORDS = 3;

  /// Own words of a chunk of a longer text.
  public static final int WORDS_OF_A_POST = 120;

  public Expert {
    if (heads.count() != 1 && heads.count() != 2 && heads.count() != ALL_HEADS) {
      throw new IllegalArgumentException(
          "an expert has 1, 2 or " + ALL_HEADS + " heads, not " + heads.count());
    }
    if (summary.length != Measures.SUMMARY)
      throw new IllegalArgumentException(summary.length + " weights of the summary");
  }

  /// An expert whose document head does not ask the sentences.
  public Expert(Weighing weighing, Heads heads, BitSet known) {
    this(weighing, heads, new float[Measures.SUMMARY], known);
  }

  /// Whether techniques can be named.
  public boolean namesTechniques() {
    return heads.count() == ALL_HEADS;
  }

  private int sentenceHead() {
    return heads.count() > 1 ? SENTENCE_HEAD : DOCUMENT_HEAD;
  }

  /// Reads the whole text.
  public Measures measure(Passage passage, Grams grams) {
    int count = passage.sentences().size();
    var sentences = new double[count];
    var words = new int[count];
    var pulls = new float[grams.words()];
    for (int i = 0; i < count; i++) {
      words[i] = grams.firstWord(i + 1) - grams.firstWord(i);
      sentences[i] = words[i] < FEWEST_WORDS ? Double.NaN : sentence(passage, grams, i, pulls);
    }
    double[] margins = document(passage, grams);
    var techniques = new double[namesTechniques() ? Technique.values().length : 0];
    System.arraycopy(
        margins, Math.min(FIRST_TECHNIQUE_HEAD, margins.length), techniques, 0, techniques.length);
    double report = namesTechniques() ? margins[REPORT_HEAD] : Double.NEGATIVE_INFINITY;
    var measures =
        new Measures(
            margins[DOCUMENT_HEAD], report, sentences, words, techniques, pulls, unknown(grams));
    return measures.withDocument(margins[DOCUMENT_HEAD] + summarised(measures.summary()));
  }

  private double summarised(double[] numbers) {
    double sum = 0;
    for (int k = 0; k < numbers.length; k++) sum += summary[k] * numbers[k];
    return sum;
  }

  /// Mean of the heads' margins over the chunks of a text, each as often as it has words. An expert without
  /// techniques learnt from whole articles and reads the text in one piece.
  private double[] document(Passage passage, Grams grams) {
    var means = new double[heads.count()];
    int sentences = passage.sentences().size();
    int[] bounds =
        Chunks.of(grams, sentences, namesTechniques() ? WORDS_OF_A_POST : Integer.MAX_VALUE);
    for (int c = 0; c + 1 < bounds.length; c++) {
      int words = grams.firstWord(bounds[c + 1]) - grams.firstWord(bounds[c]);
      double share = bounds.length == 2 ? 1 : (double) words / grams.words();
      double[] margins = heads.margins(weighing.row(passage, grams, bounds[c], bounds[c + 1]));
      for (int h = 0; h < means.length; h++) means[h] += share * margins[h];
    }
    return means;
  }

  /// The row of one sentence.
  public Row sentenceRow(Passage passage, Grams grams, int sentence) {
    return weighing.row(passage, grams, sentence, sentence + 1);
  }

  /// The technique heads' margins for one sentence.
  public double[] techniques(Row sentenceRow) {
    var margins = new double[Technique.values().length];
    for (int t = 0; t < margins.length; t++)
      margins[t] = heads.margin(FIRST_TECHNIQUE_HEAD + t, sentenceRow);
    return margins;
  }

  private double sentence(Passage passage, Grams grams, int sentence, float[] pulls) {
    Row row = sentenceRow(passage, grams, sentence);
    int head = sentenceHead();
    // A row's values are looked up by bucket: its indices are in order.
    for (int g = grams.firstGram(sentence); g < grams.firstGram(sentence + 1); g++) {
      int word = grams.wordOf(g);
      if (word < 0) continue;
      int at = java.util.Arrays.binarySearch(row.indices(), grams.bucket(g));
      if (at >= 0) pulls[word] += row.values()[at] * heads.weight(head, grams.bucket(g));
    }
    return heads.margin(head, row);
  }

  private double unknown(Grams grams) {
    int unseen = 0;
    for (int w = 0; w < grams.words(); w++) {
      if (!known.get(grams.knownBit(w))) unseen++;
    }
    return grams.words() == 0 ? 0 : (double) unseen / grams.words();
  }
}
