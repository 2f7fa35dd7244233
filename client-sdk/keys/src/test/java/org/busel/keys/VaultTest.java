package org.busel.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.busel.keys.UnlockOutcome.NoVault;
import org.busel.keys.UnlockOutcome.NotAVault;
import org.busel.keys.UnlockOutcome.Unlocked;
import org.busel.keys.UnlockOutcome.WrongPassphrase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VaultTest {
  private static final Argon2Cost CHEAP = new Argon2Cost(8, 1, 1);

  @TempDir Path folder;
  private Path path = Path.of("");

  @BeforeEach
  void namePath() {
    path = folder.resolve("vault");
  }

  @Test
  void whatIsSavedIsThereAfterUnlocking() {
    try (Vault vault = Vault.create(path, typed("stork"), CHEAP)) {
      vault.put(secret(SecretLabel.LOCAL_STORE, 7));
      vault.save();
    }

    try (Vault vault = unlocked("stork")) {
      assertThat(bytes(vault, SecretLabel.LOCAL_STORE)).hasValue(filled(7));
      assertThat(vault.secret(SecretLabel.IDENTITY)).isEmpty();
    }
  }

  @Test
  void whatIsNotSavedIsNotInTheFile() {
    try (Vault vault = Vault.create(path, typed("stork"), CHEAP)) {
      vault.put(secret(SecretLabel.LOCAL_STORE, 7));
    }

    try (Vault vault = unlocked("stork")) {
      assertThat(vault.secret(SecretLabel.LOCAL_STORE)).isEmpty();
    }
  }

  @Test
  void aVaultOfTheFirstVersionIsOpenedForEver() throws IOException {
    try (InputStream vector = VaultTest.class.getResourceAsStream("/vectors/vault-v1.bin")) {
      Files.write(path, Objects.requireNonNull(vector).readAllBytes());
    }

    try (Vault vault = unlocked("белы бусел")) {
      assertThat(bytes(vault, SecretLabel.LOGIN_KEY)).hasValue(filled(0x10));
      assertThat(bytes(vault, SecretLabel.IDENTITY)).hasValue(filled(0x11));
      assertThat(bytes(vault, SecretLabel.LOCAL_STORE)).hasValue(filled(0x12));
      assertThat(bytes(vault, SecretLabel.SIGNING_KEY)).hasValue(filled(0x13));
    }
  }

  @Test
  void aWrongPassphraseOpensNothing() {
    Vault.create(path, typed("stork"), CHEAP).close();

    for (String wrong : List.of("Stork", "stork ", "s", "storks")) {
      assertThat(Vault.unlock(path, typed(wrong))).isEqualTo(new WrongPassphrase());
    }
  }

  @Test
  void aChangedPassphraseOpensAndTheOldOneDoesNot() {
    try (Vault vault = Vault.create(path, typed("old"), CHEAP)) {
      vault.put(secret(SecretLabel.IDENTITY, 9));
      vault.changePassphrase(typed("new"));
    }

    assertThat(Vault.unlock(path, typed("old"))).isEqualTo(new WrongPassphrase());
    try (Vault vault = unlocked("new")) {
      assertThat(bytes(vault, SecretLabel.IDENTITY)).hasValue(filled(9));
    }
  }

  @Test
  void aLetterTypedInTwoWaysIsOnePassphrase() {
    Vault.create(path, typed("\u045e"), CHEAP).close(); // ў as one character

    unlocked("\u0443\u0306").close(); // and as two
  }

  @Test
  void everyVaultHasOneSizeHoweverMuchIsInIt() throws IOException {
    try (Vault vault = Vault.create(path, typed("stork"), CHEAP)) {
      assertThat(Files.size(path)).isEqualTo(16_480);

      vault.put(Secret.takeOver(SecretLabel.IDENTITY, new byte[Secret.MAX_BYTES]));
      vault.save();
    }

    assertThat(Files.size(path)).isEqualTo(16_480);
  }

  @Test
  void anUnusedSlotLooksLikeAUsedOne() throws IOException {
    try (Vault vault = Vault.create(path, typed("stork"), CHEAP)) {
      vault.put(secret(SecretLabel.LOCAL_STORE, 7));
      vault.save();
    }

    byte[] file = Files.readAllBytes(path);
    for (int slot = 0; slot < VaultFile.SLOTS; slot++) {
      int[] seen = new int[256];
      for (int i = 0; i < VaultFile.SLOT_BYTES; i++) {
        seen[Byte.toUnsignedInt(file[VaultFile.HEADER_BYTES + slot * VaultFile.SLOT_BYTES + i])]++;
      }
      assertThat(Arrays.stream(seen).max().orElseThrow()).isLessThan(64); // 16 on average
    }
  }

  @Test
  void theFileIsForTheOwnerOnlyAndNothingIsLeftBesideIt() throws IOException {
    Vault.create(path, typed("stork"), CHEAP).close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(path);
    }
  }

  @Test
  void whatACrashLeftBesideTheFileIsNoObstacle() throws IOException {
    Files.writeString(folder.resolve("vault.new"), "half a file");

    Vault.create(path, typed("stork"), CHEAP).close();

    unlocked("stork").close();
  }

  @Test
  void anExistingFileIsNeverReplacedByANewVault() throws IOException {
    Files.writeString(path, "something precious");

    assertThatThrownBy(() -> Vault.create(path, typed("stork"), CHEAP))
        .isInstanceOf(VaultException.class);
    assertThat(path).hasContent("something precious");
  }

  @Test
  void whatIsNoVaultIsSaidToBeNone() throws IOException {
    assertThat(Vault.unlock(path, typed("stork"))).isEqualTo(new NoVault());

    Files.writeString(path, "a letter to an editor");
    assertThat(Vault.unlock(path, typed("stork"))).isEqualTo(new NotAVault());

    Files.write(path, new byte[0]);
    assertThat(Vault.unlock(path, typed("stork"))).isEqualTo(new NotAVault());
  }

  @Test
  void moreThanAVaultHoldsIsRefusedAndChangesNothing() {
    try (Vault vault = Vault.create(path, typed("stork"), CHEAP)) {
      vault.put(Secret.takeOver(SecretLabel.IDENTITY, new byte[2000]));
      vault.put(Secret.takeOver(SecretLabel.LOGIN_KEY, new byte[2000]));

      assertThatThrownBy(() -> vault.put(Secret.takeOver(SecretLabel.LOCAL_STORE, new byte[100])))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(vault.secret(SecretLabel.LOCAL_STORE)).isEmpty();
    }
  }

  @Test
  void aClosedVaultLendsNothing() {
    Vault vault = Vault.create(path, typed("stork"), CHEAP);
    vault.close();

    assertThatThrownBy(() -> vault.secret(SecretLabel.LOCAL_STORE))
        .isInstanceOf(IllegalStateException.class);
  }

  private Vault unlocked(String passphrase) {
    UnlockOutcome outcome = Vault.unlock(path, typed(passphrase));
    assertThat(outcome).isInstanceOf(Unlocked.class);
    return ((Unlocked) outcome).vault();
  }

  private static Optional<byte[]> bytes(Vault vault, SecretLabel label) {
    return vault.secret(label).map(secret -> secret.use(byte[]::clone));
  }

  private static Secret secret(SecretLabel label, int value) {
    return Secret.takeOver(label, filled(value));
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static Passphrase typed(String text) {
    return Passphrase.takeOver(text.toCharArray());
  }
}
