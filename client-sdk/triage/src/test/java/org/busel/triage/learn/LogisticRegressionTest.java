package org.busel.triage.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {
  private static final int ROWS = 400;

  @Test
  void aRuleThatIsInTheDataIsFoundTwiceWithTheSameBits() {
    float[] weights = LogisticRegression.fit(examples(false), 2, 0.1, 50);

    assertThat(weights[0]).isGreaterThan(1);
    assertThat(Math.abs(weights[1])).isLessThan(0.5f);
    assertThat(LogisticRegression.fit(examples(false), 2, 0.1, 50)).isEqualTo(weights);
  }

  @Test
  void shuffledLabelsTeachNothing() {
    float[] weights = LogisticRegression.fit(examples(true), 2, 0.1, 50);

    assertThat(Math.abs(weights[0])).isLessThan(0.3f);
  }

  @Test
  void whatIsKnownAlreadyIsNotLearntAgain() {
    var plain = examples(false);
    float[] first = LogisticRegression.fit(plain, 2, 0.1, 50);
    var offsets = new float[ROWS];
    for (int i = 0; i < ROWS; i++) offsets[i] = first[0] * plain.values()[i][0] + first[2];

    float[] more =
        LogisticRegression.fit(
            new LogisticRegression.Examples(
                plain.indices(), plain.values(), plain.labels(), plain.importance(), offsets),
            2,
            10,
            50);

    assertThat(Math.abs(more[0])).isLessThan(0.2f);
  }

  private static LogisticRegression.Examples examples(boolean shuffled) {
    var random = new Random(5);
    var indices = new int[ROWS][];
    var values = new float[ROWS][];
    var labels = new float[ROWS];
    var ones = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      float tells = (float) random.nextGaussian();
      indices[i] = new int[] {0, 1};
      values[i] = new float[] {tells, (float) random.nextGaussian()};
      boolean positive = shuffled ? random.nextBoolean() : tells + random.nextGaussian() / 2 > 0;
      labels[i] = positive ? 1 : 0;
      ones[i] = 1;
    }
    return new LogisticRegression.Examples(indices, values, labels, ones, new float[ROWS]);
  }
}
