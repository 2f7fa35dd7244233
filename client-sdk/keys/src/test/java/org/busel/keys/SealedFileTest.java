package org.busel.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedFileTest {
  private static final byte[] WORDS = "what the newsroom thinks".getBytes(UTF_8);

  @TempDir Path folder;

  private final Secret key = Secret.random(SecretLabel.OWN_LABELS, 32, new SecureRandom());
  private Path path = Path.of("");
  private SealedFile file = new SealedFile(path, "labels", 10_000);

  @BeforeEach
  void beginWithAFile() {
    path = folder.resolve("labels");
    file = new SealedFile(path, "labels", 10_000);
    file.replace(key, WORDS);
  }

  @Test
  void whatWasWrittenIsReadAndNobodyElseCanSeeIt() throws IOException {
    assertThat(content(file.read(key))).isEqualTo(WORDS);
    assertThat(Files.readString(path, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("newsroom");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
  }

  @Test
  void itsSizeTellsLittle() throws IOException {
    long small = Files.size(path);
    file.replace(key, new byte[4_000]);

    assertThat(Files.size(path)).isEqualTo(small);
  }

  @Test
  void anotherKeyOrPurposeOpensNothing() {
    Secret other = Secret.random(SecretLabel.OWN_LABELS, 32, new SecureRandom());

    assertThat(file.read(other)).isEqualTo(new SealedFile.Read.Damaged());
    assertThat(new SealedFile(path, "model", 10_000).read(key))
        .isEqualTo(new SealedFile.Read.Damaged());
  }

  @Test
  void aByteChangedAnywhereIsNoticed() throws IOException {
    byte[] whole = Files.readAllBytes(path);
    for (int at = 10; at < whole.length; at += 97) {
      byte[] changed = whole.clone();
      changed[at] ^= 1;
      Files.write(path, changed);

      assertThat(file.read(key)).isEqualTo(new SealedFile.Read.Damaged());
    }
  }

  @Test
  void aFileCutShortIsDamagedAndNoFileIsNoFile() throws IOException {
    byte[] whole = Files.readAllBytes(path);
    for (int length : new int[] {0, 7, 9, 10, 33, 49, 50, whole.length - 1}) {
      Files.write(path, Arrays.copyOf(whole, length));

      assertThat(file.read(key)).isEqualTo(new SealedFile.Read.Damaged());
    }
    file.remove();
    assertThat(file.read(key)).isEqualTo(new SealedFile.Read.NoFile());
  }

  @Test
  void aLaterVersionIsToldApart() throws IOException {
    byte[] later = Files.readAllBytes(path);
    later[9] = 2;
    Files.write(path, later);

    assertThat(file.read(key)).isEqualTo(new SealedFile.Read.TooNew(2));
  }

  @Test
  void tooMuchIsRefusedAndWhatStoodThereStays() {
    assertThatThrownBy(() -> file.replace(key, new byte[10_001]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(content(file.read(key))).isEqualTo(WORDS);
  }

  private static byte[] content(SealedFile.Read read) {
    return ((SealedFile.Read.Opened) read).content();
  }
}
