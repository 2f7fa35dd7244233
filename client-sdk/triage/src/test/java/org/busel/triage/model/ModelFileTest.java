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
  void whatTheSentencesSayIsHeededAndKept() {
    Expert plain = MODEL.experts().get(0);
    var asking =
        new Expert(plain.weighing(), plain.heads(), new float[] {1, 0, 0, 0}, plain.known());
    var model =
        new Model(MODEL.about(), MODEL.version(), java.util.List.of(asking), MODEL.tunings());

    Model read = ((ModelFile.Read.Whole) ModelFile.read(ModelFile.write(model))).model();

    assertThat(read.experts().get(0).summary()).containsExactly(1, 0, 0, 0);
    String loud = SmallModels.LOUD.get(0);
    assertThat(document(read, loud)).isEqualTo(document(MODEL, loud) + 1);
    assertThat(document(read, SmallModels.CALM.get(0)))
        .isEqualTo(document(MODEL, SmallModels.CALM.get(0)));
  }

  private static double document(Model model, String text) {
    var passage = org.busel.triage.text.Passage.of(text);
    return model
        .experts()
        .get(0)
        .measure(passage, org.busel.triage.text.Grams.of(passage))
        .document();
  }

  @Test
  void aForeignFileIsToldFromADamagedOneAndFromALaterFormat() {
    byte[] later = FILE.clone();
    later[9] = 3;

    assertThat(
            ModelFile.read(
                "PK\u0003\u0004 something else".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isEqualTo(new ModelFile.Read.NotAModel());
    assertThat(ModelFile.read(later)).isEqualTo(new ModelFile.Read.TooNew(3));
  }
}
