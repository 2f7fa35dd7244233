package org.busel.triage.model;

import org.busel.triage.text.Grams;
import org.busel.triage.text.Style;

/// Several linear models over the same features. Weights of n-grams are one byte each, side by side for one bucket,
/// so that a bucket costs one visit to memory; a byte stands for the square of its value, because most weights are
/// small and small ones matter together.
///
/// @param count how many heads
/// @param weights for each bucket, a byte for each head
/// @param largest for each head, what 127 stands for
/// @param style for each head, weights of the measures of style
/// @param intercepts for each head
@SuppressWarnings("ArrayRecordComponent") // large and never compared
public record Heads(
    int count, byte[] weights, float[] largest, float[][] style, float[] intercepts) {
  private static final float[] SQUARES = squares();

  /// Packs fitted weights, each `Weighing.FEATURES + 1` long with the intercept last.
  public static Heads pack(float[][] fitted) {
    int count = fitted.length;
    var weights = new byte[Grams.BUCKETS * count];
    var largest = new float[count];
    var style = new float[count][Style.COUNT];
    var intercepts = new float[count];
    for (int h = 0; h < count; h++) {
      float most = 1e-9f;
      for (int b = 0; b < Grams.BUCKETS; b++) most = Math.max(most, Math.abs(fitted[h][b]));
      largest[h] = most;
      for (int b = 0; b < Grams.BUCKETS; b++) {
        float w = fitted[h][b];
        int q = (int) StrictMath.rint(127 * StrictMath.sqrt(Math.abs(w) / most));
        weights[b * count + h] = (byte) (w < 0 ? -q : q);
      }
      System.arraycopy(fitted[h], Grams.BUCKETS, style[h], 0, Style.COUNT);
      intercepts[h] = fitted[h][Weighing.FEATURES];
    }
    return new Heads(count, weights, largest, style, intercepts);
  }

  /// The margins of all heads for a row.
  public double[] margins(Row row) {
    var sums = new double[count];
    for (int i = 0; i < row.indices().length; i++) {
      int index = row.indices()[i];
      float value = row.values()[i];
      if (index >= Grams.BUCKETS) {
        for (int h = 0; h < count; h++) sums[h] += style[h][index - Grams.BUCKETS] * value;
      } else {
        int at = index * count;
        for (int h = 0; h < count; h++)
          sums[h] += SQUARES[weights[at + h] + 128] * largest[h] * value;
      }
    }
    for (int h = 0; h < count; h++) sums[h] += intercepts[h];
    return sums;
  }

  /// The margin of one head for a row.
  public double margin(int head, Row row) {
    double sum = intercepts[head];
    for (int i = 0; i < row.indices().length; i++) {
      int index = row.indices()[i];
      sum += row.values()[i] * weight(head, index);
    }
    return sum;
  }

  /// The weight of a feature in one head.
  public float weight(int head, int index) {
    return index >= Grams.BUCKETS
        ? style[head][index - Grams.BUCKETS]
        : SQUARES[weights[index * count + head] + 128] * largest[head];
  }

  private static float[] squares() {
    var squares = new float[256];
    for (int q = -128; q < 128; q++) {
      float part = q / 127f;
      squares[q + 128] = part * Math.abs(part);
    }
    return squares;
  }
}
