package org.busel.cli.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.busel.triage.model.Language;
import org.busel.triage.model.Model;
import org.busel.triage.model.ModelFile;
import org.junit.jupiter.api.Test;

class ShippedModelTest {
  private static final Path ROOM = Path.of("../triage-model");
  private static final int MOST_BYTES = 12_000_000;

  @Test
  void theModelIsTheOneThatItsHashAndItsCardSpeakOf() throws Exception {
    byte[] file = file();
    Model model = ((ModelFile.Read.Whole) ModelFile.read(file)).model();

    assertThat(Files.readString(ROOM.resolve("style.model.sha256")).strip())
        .isEqualTo(sha256(file));
    assertThat(Files.readString(ROOM.resolve("METRICS.md")))
        .contains("Model `" + model.version() + "`")
        .doesNotContain("**missed**");
    assertThat(file.length).isLessThan(MOST_BYTES);
  }

  @Test
  void itReadsFourLanguagesAndSaysWhichIsExperimental() throws IOException {
    Model model = ((ModelFile.Read.Whole) ModelFile.read(file())).model();

    assertThat(model.tunings().keySet())
        .containsExactlyInAnyOrder(
            Language.BELARUSIAN, Language.ENGLISH, Language.RUSSIAN, Language.UKRAINIAN);
    assertThat(model.tuning(Language.BELARUSIAN).orElseThrow().experimental()).isTrue();
    assertThat(model.about()).containsKeys("licence", "trained-on", "attribution");
  }

  private static byte[] file() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            ShippedModelTest.class.getResourceAsStream("/org/busel/triage/style.model"))) {
      return in.readAllBytes();
    }
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
