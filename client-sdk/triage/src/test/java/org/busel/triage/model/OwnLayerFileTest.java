package org.busel.triage.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OwnLayerFileTest {
  private static final byte[] FILE =
      OwnLayerFile.write(
          new OwnLayer(
              "e403a9f509b9b1a0",
              Map.of(
                  0,
                  new Correction(0.8, -0.4, 0.3, new int[] {3, 77, 400}, new float[] {0.5f, -1, 2}),
                  1,
                  new Correction(1, 0.25, 0.5, new int[0], new float[0]))));

  @Test
  void aLayerIsReadAsItWasWritten() {
    OwnLayer read = ((OwnLayerFile.Read.Whole) OwnLayerFile.read(FILE)).layer();

    assertThat(OwnLayerFile.write(read)).isEqualTo(FILE);
    assertThat(read.correction(0).orElseThrow().features()).containsExactly(3, 77, 400);
  }

  @Test
  void bytesCutShortAnywhereOrWithMoreBehindAreDamaged() {
    for (int length = 0; length < FILE.length; length++) {
      assertThat(OwnLayerFile.read(Arrays.copyOf(FILE, length)))
          .isEqualTo(new OwnLayerFile.Read.Damaged());
    }
    assertThat(OwnLayerFile.read(Arrays.copyOf(FILE, FILE.length + 1)))
        .isEqualTo(new OwnLayerFile.Read.Damaged());
  }

  @Test
  void bytesOfALaterFormatAreToldApart() {
    byte[] later = FILE.clone();
    later[9] = 2;

    assertThat(OwnLayerFile.read(later)).isEqualTo(new OwnLayerFile.Read.TooNew(2));
  }

  @Test
  void anyBytesAreReadWithoutACrash() {
    var random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      byte[] changed = FILE.clone();
      for (int k = 0; k < 3; k++)
        changed[10 + random.nextInt(FILE.length - 10)] = (byte) random.nextInt();

      assertThat(OwnLayerFile.read(changed)).isNotNull();
    }
  }

  @Test
  void aCorrectionStretchesShiftsAndWeighsTheFeaturesOfARow() {
    var correction = new Correction(0.5, 1, 0.5, new int[] {2, 9}, new float[] {3, -1});

    double corrected = correction.logit(4, new Row(new int[] {1, 2, 9}, new float[] {9, 1, 0.5f}));

    assertThat(corrected).isEqualTo(0.5 * 4 + 1 + 3 - 0.5);
  }
}
