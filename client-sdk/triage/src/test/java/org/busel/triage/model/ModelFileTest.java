package org.busel.triage.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ModelFileTest {
  private static final Model MODEL = SmallModels.russian();
  private static final byte[] FILE = ModelFile.write(MODEL);

  @Test
  void aModelIsReadAsItWasWritten() {
    Model read = ((ModelFile.Read.Whole) ModelFile.read(FILE)).model();

    assertThat(ModelFile.write(read)).isEqualTo(FILE);
    assertThat(read.version()).hasSize(16).isEqualTo(MODEL.version());
  }

  @Test
  void aFileCutShortAnywhereIsNoModel() {
    for (int length : new int[] {0, 7, 8, 9, 41, 42, 1000, FILE.length / 2, FILE.length - 1}) {
      assertThat(ModelFile.read(Arrays.copyOf(FILE, length)))
          .isInstanceOfAny(ModelFile.Read.Damaged.class, ModelFile.Read.NotAModel.class);
    }
  }

  @Test
  void oneChangedByteIsNoticed() {
    for (int at = 10; at < FILE.length; at += FILE.length / 7) {
      byte[] changed = FILE.clone();
      changed[at] ^= 1;

      assertThat(ModelFile.read(changed)).isInstanceOf(ModelFile.Read.Damaged.class);
    }
  }

  @Test
  void aForeignFileIsToldFromADamagedOneAndFromALaterFormat() {
    byte[] later = FILE.clone();
    later[9] = 2;

    assertThat(
            ModelFile.read(
                "PK\u0003\u0004 something else".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isEqualTo(new ModelFile.Read.NotAModel());
    assertThat(ModelFile.read(later)).isEqualTo(new ModelFile.Read.TooNew(2));
  }
}
