package org.busel.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Random;
import org.busel.keys.UnlockOutcome.Damaged;
import org.busel.keys.UnlockOutcome.NewerVersion;
import org.busel.keys.UnlockOutcome.NotAVault;
import org.busel.keys.UnlockOutcome.Unlocked;
import org.busel.keys.UnlockOutcome.WrongPassphrase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Vault files that somebody has cut, flipped, or written to do harm.
final class HostileVaultTest {
  private static final Argon2Cost CHEAP = new Argon2Cost(8, 1, 1);

  @TempDir Path folder;
  private Path path = Path.of("");
  private byte[] whole = new byte[0];

  @BeforeEach
  void makeOne() throws IOException {
    path = folder.resolve("vault");
    try (Vault vault = Vault.create(path, typed("stork"), CHEAP)) {
      vault.put(Secret.takeOver(SecretLabel.LOCAL_STORE, new byte[32]));
      vault.save();
    }
    whole = Files.readAllBytes(path);
  }

  @Test
  void aFileCutAtAnyByteIsNeverOpened() throws IOException {
    for (int length = 0; length < whole.length; length++) {
      VaultFile.Parsed parsed = VaultFile.parse(Arrays.copyOf(whole, length));

      assertThat(parsed)
          .as("%d bytes", length)
          .isInstanceOf(
              length < 8 ? VaultFile.Parsed.NotAVault.class : VaultFile.Parsed.Damaged.class);
    }
    assertThat(unlock(Arrays.copyOf(whole, 7))).isEqualTo(new NotAVault());
    assertThat(unlock(Arrays.copyOf(whole, 8))).isInstanceOf(Damaged.class);
    assertThat(unlock(Arrays.copyOf(whole, whole.length - 1))).isInstanceOf(Damaged.class);
  }

  @Test
  void bytesAfterTheEndAreDamage() throws IOException {
    assertThat(unlock(Arrays.copyOf(whole, whole.length + 1))).isInstanceOf(Damaged.class);
    assertThat(unlock(Arrays.copyOf(whole, 10 * whole.length))).isInstanceOf(Damaged.class);
  }

  @Test
  void anyFlippedBitIsDamage() {
    for (int bit = 0; bit < whole.length * 8; bit += bit < 512 ? 1 : 41) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);

      assertThat(VaultFile.parse(flipped))
          .as("bit %d", bit)
          .isNotInstanceOf(VaultFile.Parsed.Whole.class);
    }
  }

  @Test
  void aFlippedBitUnderARepairedChecksumOpensNothing() throws IOException {
    int opened = 0;
    for (int bit = 8 * 24; bit < (whole.length - 32) * 8; bit += 331) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);

      UnlockOutcome outcome = unlock(repaired(flipped));

      // A bit in a slot that is not in use changes nothing; elsewhere nothing opens.
      if (outcome instanceof Unlocked) {
        opened++;
        assertThat(bit / 8).isGreaterThanOrEqualTo(VaultFile.HEADER_BYTES);
      } else {
        assertThat(outcome).isInstanceOfAny(WrongPassphrase.class, Damaged.class);
      }
    }
    assertThat(opened).isLessThan(16_384 * 8 / 331 * 4 / 5);
  }

  @ParameterizedTest
  @CsvSource({
    "104857600, 3, 1", // 100 GiB
    "524289, 3, 1", // a KiB more than allowed
    "-1, 3, 1",
    "0, 3, 1",
    "7, 1, 1",
    "64, 1, 16", // fewer than 8 KiB a lane
    "65536, 0, 1",
    "65536, 65, 1",
    "65536, -1, 1",
    "65536, 2147483647, 1",
    "65536, 3, 0",
    "65536, 3, 17",
    "65536, 3, 255",
  })
  void absurdCostsAreRefusedBeforeAnyWork(int memoryKib, int iterations, int lanes)
      throws IOException {
    byte[] absurd = whole.clone();
    ByteBuffer.wrap(absurd, 12, 9).putInt(memoryKib).putInt(iterations).put((byte) lanes);

    assertThat(unlock(repaired(absurd))).isEqualTo(new Damaged("its parameters are out of bounds"));
  }

  @ParameterizedTest
  @CsvSource({"10, 2", "11, 2", "21, 3", "21, 0", "22, 0", "23, 1", "40, 1", "63, 1"})
  void headersOfNoKnownMeaningAreRefused(int at, byte value) throws IOException {
    byte[] changed = whole.clone();
    changed[at] = value;

    assertThat(unlock(repaired(changed)))
        .isEqualTo(new Damaged("its parameters are out of bounds"));
  }

  @Test
  void aLaterVersionSaysSoWhateverFollows() throws IOException {
    byte[] later = Arrays.copyOf(whole, 100);
    later[9] = 2;
    assertThat(unlock(later)).isEqualTo(new NewerVersion(2));

    later[8] = (byte) 0xff;
    assertThat(unlock(later)).isEqualTo(new NewerVersion(0xff02));

    later[8] = 0;
    later[9] = 0;
    assertThat(unlock(later)).isInstanceOf(Damaged.class);
  }

  @Test
  void slotsCannotBeSwapped() throws IOException {
    byte[] swapped = whole.clone();
    for (int slot = 0; slot < VaultFile.SLOTS; slot++) {
      int from = VaultFile.HEADER_BYTES + slot * VaultFile.SLOT_BYTES;
      int to = VaultFile.HEADER_BYTES + (slot + 1) % VaultFile.SLOTS * VaultFile.SLOT_BYTES;
      System.arraycopy(whole, from, swapped, to, VaultFile.SLOT_BYTES);
    }

    assertThat(unlock(repaired(swapped))).isEqualTo(new WrongPassphrase());
  }

  @Test
  void contentsThatMakeNoSenseAreNeverTaken() {
    Random random = new Random(20260304);
    for (int i = 0; i < 20_000; i++) {
      byte[] contents = new byte[random.nextInt(40)];
      random.nextBytes(contents);
      VaultContents.parse(contents)
          .ifPresent(parsed ->
              assertThat(Arrays.copyOf(parsed.bytes(), contents.length)).isEqualTo(contents));
    }
    assertThat(VaultContents.parse(new byte[] {1, 0, 1, 7, 1, 0, 1, 7})).isEmpty(); // twice
    assertThat(VaultContents.parse(new byte[] {2, 0, 1, 7, 1, 0, 1, 7})).isEmpty(); // order
    assertThat(VaultContents.parse(new byte[] {1, 0, 0})).isEmpty(); // empty secret
    assertThat(VaultContents.parse(new byte[] {0, 0, 1})).isEmpty(); // something after the end
  }

  @Test
  void aSecretOfALaterVersionIsKeptWhenTheVaultIsSaved() {
    byte[] later = {1, 0, 1, 7, (byte) 200, 0, 2, 8, 9};

    try (VaultContents contents = VaultContents.parse(later).orElseThrow()) {
      contents.put(Secret.takeOver(SecretLabel.IDENTITY, new byte[] {5}));

      assertThat(Arrays.copyOf(contents.bytes(), 14))
          .containsExactly(1, 0, 1, 7, 2, 0, 1, 5, 200, 0, 2, 8, 9, 0);
    }
  }

  private UnlockOutcome unlock(byte[] bytes) throws IOException {
    Files.write(path, bytes);
    UnlockOutcome outcome = Vault.unlock(path, typed("stork"));
    if (outcome instanceof Unlocked unlocked) {
      unlocked.vault().close();
    }
    return outcome;
  }

  private static byte[] repaired(byte[] file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(file, 0, VaultFile.BYTES - 32);
      System.arraycopy(digest.digest(), 0, file, VaultFile.BYTES - 32, 32);
      return file;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Passphrase typed(String text) {
    return Passphrase.takeOver(text.toCharArray());
  }
}
