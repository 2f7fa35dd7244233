package org.busel.triage.desk;

import java.util.List;
import org.busel.triage.model.Weighing;
import org.busel.triage.text.Grams;
import org.busel.triage.text.Style;

/// Counts how rare n-grams are, and how measures of style spread.
final class Rarity {
  private static final int FEWEST_TEXTS = 2;

  private Rarity() {}

  /// How rows are weighed.
  ///
  /// @param texts what is counted
  /// @param others what may also teach words: an n-gram that two of them have counts as one that two texts have
  static Weighing weighing(List<Prepared> texts, List<Prepared> others, double styleShare) {
    int[] in = textsWith(texts);
    int[] inOthers = textsWith(others);
    int number = texts.size();
    double largest = rarity(number, FEWEST_TEXTS);
    var steps = new byte[Grams.BUCKETS];
    for (int b = 0; b < steps.length; b++) {
      if (in[b] < FEWEST_TEXTS && inOthers[b] < FEWEST_TEXTS) continue;
      double rarity = rarity(number, Math.max(FEWEST_TEXTS, in[b]));
      steps[b] = (byte) StrictMath.rint(255 * rarity / largest);
    }
    var sum = new double[Style.COUNT];
    var squares = new double[Style.COUNT];
    for (Prepared text : texts) {
      float[] style =
          text.passage().sentences().isEmpty()
              ? new float[Style.COUNT]
              : Style.of(text.passage(), 0, text.passage().sentences().size());
      for (int k = 0; k < Style.COUNT; k++) {
        sum[k] += style[k];
        squares[k] += style[k] * style[k];
      }
    }
    var mean = new float[Style.COUNT];
    var spread = new float[Style.COUNT];
    for (int k = 0; k < Style.COUNT; k++) {
      double m = sum[k] / number;
      mean[k] = (float) m;
      spread[k] =
          (float) (StrictMath.sqrt(Math.max(1e-6, squares[k] / number - m * m)) / styleShare);
    }
    return new Weighing(steps, (float) (largest / 255), mean, spread);
  }

  private static int[] textsWith(List<Prepared> texts) {
    var in = new int[Grams.BUCKETS];
    var last = new int[Grams.BUCKETS];
    int number = 0;
    for (Prepared text : texts) {
      number++;
      for (int g = 0; g < text.grams().size(); g++) {
        int bucket = text.grams().bucket(g);
        if (last[bucket] == number) continue;
        last[bucket] = number;
        in[bucket]++;
      }
    }
    return in;
  }

  private static double rarity(int texts, int in) {
    return StrictMath.log((1.0 + texts) / (1 + in)) + 1;
  }
}
