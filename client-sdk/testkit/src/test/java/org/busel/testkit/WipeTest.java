package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.busel.keys.Passphrase;
import org.busel.keys.UnlockOutcome;
import org.busel.keys.Vault;
import org.busel.sdk.Busel;
import org.busel.sdk.Device;
import org.busel.sdk.OpenOutcome;
import org.busel.sdk.WipeOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WipeTest {
  @TempDir Path folder;

  private final ManualClock clock = ManualClock.now();
  private final RelaySimulator relay = RelaySimulator.started(clock);

  @AfterEach
  void close() {
    relay.close();
  }

  @Test
  void aWipeLeavesNothingOfTheProfileAndTouchesNothingElse() throws IOException {
    People.join(relay, profile()).close();
    Files.createDirectories(profile().resolve("triage"));
    Files.write(profile().resolve("triage").resolve("vault"), new byte[10]);
    Files.createDirectories(profile().resolve("attachments"));
    Files.write(profile().resolve("attachments").resolve("a1"), new byte[10]);
    Path diary = Files.write(profile().resolve("diary.txt"), new byte[10]);

    assertThat(Busel.wipe(profile())).isInstanceOf(WipeOutcome.Wiped.class);

    assertThat(profile().toFile().list()).containsExactly("diary.txt");
    assertThat(diary).hasBinaryContent(new byte[10]);
    assertThat(open("correct horse")).isInstanceOf(OpenOutcome.NoProfile.class);
    assertThat(Busel.wipe(profile())).isInstanceOf(WipeOutcome.NoProfile.class);
  }

  @Test
  void theKeysAreOverwrittenWhereTheyStoodBeforeTheirFileIsRemoved() throws IOException {
    People.join(relay, profile()).close();
    byte[] before = Files.readAllBytes(profile().resolve("vault"));
    try (FileChannel thief =
        FileChannel.open(profile().resolve("vault"), StandardOpenOption.READ)) {
      assertThat(Busel.wipe(profile())).isInstanceOf(WipeOutcome.Wiped.class);

      ByteBuffer left = ByteBuffer.allocate(before.length);
      assertThat(thief.read(left, 0)).isEqualTo(before.length);
      Path copy = Files.write(folder.resolve("recovered"), left.array());
      try (Passphrase typed = People.passphrase()) {
        assertThat(Vault.unlock(copy, typed)).isInstanceOf(UnlockOutcome.NotAVault.class);
      }
    }
  }

  @Test
  void aWipeWaitsForNobodyAndAProgramThatHasTheProfileOpenSeesIt() {
    try (Device device = People.join(relay, profile())) {
      assertThat(device.isWiped()).isFalse();

      assertThat(Busel.wipe(profile())).isInstanceOf(WipeOutcome.Wiped.class);

      assertThat(device.isWiped()).isTrue();
    }
    assertThat(open("correct horse")).isInstanceOf(OpenOutcome.NoProfile.class);
  }

  @Test
  void asManyWrongPassphrasesInARowAsTheOwnerSaidDestroyTheProfile() {
    People.join(relay, profile()).close();
    allow(3);
    wrong(2);
    right();
    wrong(2);
    right();

    wrong(3);

    assertThat(open("correct horse")).isInstanceOf(OpenOutcome.NoProfile.class);
    assertThat(profile()).doesNotExist();
  }

  @Test
  void withoutTheOwnersWishAnyNumberOfWrongPassphrasesDoesNothing() {
    People.join(relay, profile()).close();
    wrong(12);
    right();
    allow(3);
    allow(0);

    wrong(12);

    right();
  }

  @Test
  void whatTheOwnerCannotMeanIsAMistake() {
    People.join(relay, profile()).close();

    for (int tries : new int[] {-1, 1, 2, 101}) {
      assertThatThrownBy(() -> allow(tries)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private void allow(int tries) {
    try (Passphrase typed = People.passphrase()) {
      OpenOutcome outcome =
          Busel.wipeAfterWrong(profile(), typed, tries, People.options(clock));
      ((OpenOutcome.Opened) outcome).device().close();
    }
  }

  private void wrong(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(open("no horse")).isInstanceOf(OpenOutcome.WrongPassphrase.class);
    }
  }

  private void right() {
    OpenOutcome outcome = open("correct horse");
    assertThat(outcome).isInstanceOf(OpenOutcome.Opened.class);
    ((OpenOutcome.Opened) outcome).device().close();
  }

  private OpenOutcome open(String passphrase) {
    try (Passphrase typed = Passphrase.takeOver(passphrase.toCharArray())) {
      return Busel.open(profile(), typed, People.options(clock));
    }
  }

  private Path profile() {
    return folder.resolve("profile");
  }
}
