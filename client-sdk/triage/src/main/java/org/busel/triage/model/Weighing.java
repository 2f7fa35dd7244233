package org.busel.triage.model;

import java.util.Arrays;
import org.busel.triage.text.Grams;
import org.busel.triage.text.Passage;
import org.busel.triage.text.Style;

/// Turns counted n-grams and measures of style into the numbers that weights are multiplied with: rare n-grams count
/// more, repeats count little, and neither a text's length nor its share of words or characters changes the scale.
///
/// @param rarity for each bucket, 0 when training did not see it, else 1 to 255
/// @param rarityUnit what one step of `rarity` is worth
/// @param styleMean for each measure, its mean in training
/// @param styleSpread for each measure, how far from the mean counts as 1; ten or more standard deviations
@SuppressWarnings("ArrayRecordComponent") // large and never compared
public record Weighing(byte[] rarity, float rarityUnit, float[] styleMean, float[] styleSpread) {
  /// Features of a row: one for each bucket, then one for each measure of style.
  public static final int FEATURES = Grams.BUCKETS + Style.COUNT;

  private static final float STYLE_LIMIT = 0.3f;

  /// The row of the sentences from `from` to `to`.
  public Row row(Passage passage, Grams grams, int from, int to) {
    float[] style = from == to ? new float[Style.COUNT] : Style.of(passage, from, to);
    int[] buckets = sorted(grams, grams.firstGram(from), grams.firstGram(to));
    int[] indices = new int[buckets.length + Style.COUNT];
    float[] values = new float[indices.length];
    int n = 0;
    double words = 0;
    double runs = 0;
    for (int i = 0; i < buckets.length; ) {
      int bucket = buckets[i];
      int start = i;
      while (i < buckets.length && buckets[i] == bucket) i++;
      float weight = (rarity[bucket] & 0xFF) * rarityUnit * repeats(i - start);
      if (weight == 0) continue;
      indices[n] = bucket;
      values[n++] = weight;
      if (bucket < Grams.WORD_BUCKETS) words += weight * weight;
      else runs += weight * weight;
    }
    float wordScale = words == 0 ? 0 : (float) (1 / StrictMath.sqrt(words));
    float runScale = runs == 0 ? 0 : (float) (1 / StrictMath.sqrt(runs));
    for (int i = 0; i < n; i++) values[i] *= indices[i] < Grams.WORD_BUCKETS ? wordScale : runScale;
    for (int k = 0; k < Style.COUNT; k++) {
      float away = (style[k] - styleMean[k]) / styleSpread[k];
      indices[n] = Grams.BUCKETS + k;
      values[n++] = Math.max(-STYLE_LIMIT, Math.min(STYLE_LIMIT, away));
    }
    return new Row(Arrays.copyOf(indices, n), Arrays.copyOf(values, n));
  }

  private static int[] sorted(Grams grams, int from, int to) {
    int[] buckets = new int[to - from];
    for (int i = 0; i < buckets.length; i++) buckets[i] = grams.bucket(from + i);
    Arrays.sort(buckets);
    return buckets;
  }

  private static float repeats(int count) {
    return count == 1 ? 1 : (float) (1 + StrictMath.log(count));
  }
}
