package org.busel.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SlotsTest {
  private static final Argon2Cost CHEAP = new Argon2Cost(8, 1, 1);

  @TempDir Path folder;
  private Path path = Path.of("");

  @BeforeEach
  void namePath() {
    path = folder.resolve("vault");
  }

  @Test
  void renewingChangesTheOwnSlotAndTwoOthersWhateverIsInThem() throws IOException {
    Vault.create(path, typed("stork"), CHEAP).close();
    assertThat(changedByRenewing("stork")).hasSize(3);
    addBeside(true);

    assertThat(changedByRenewing("stork")).hasSize(3);
    assertThat(changedByRenewing("duress")).hasSize(3);
    assertThat(changedByRenewing("stork")).hasSize(3);
  }

  @Test
  void aSecondSlotThatSparesTheFirstLeavesItForEver() throws IOException {
    Vault.create(path, typed("stork"), CHEAP).close();
    addBeside(true);

    for (int i = 0; i < 10; i++) {
      Set<Integer> unused = changedByRenewing("duress");
    }

    assertThat(Vault.unlock(path, typed("stork"))).isInstanceOf(UnlockOutcome.Unlocked.class);
  }

  @Test
  void aSecondSlotThatDoesNotSpareTheFirstDestroysItAtOnce() throws IOException {
    Vault.create(path, typed("stork"), CHEAP).close();
    addBeside(false);
    Set<Integer> before = changedByRenewing("stork");
    assertThat(before).hasSize(3);

    assertThat(changedByRenewing("duress")).hasSize(3);

    assertThat(Vault.unlock(path, typed("stork")))
        .isInstanceOf(UnlockOutcome.WrongPassphrase.class);
    assertThat(Vault.unlock(path, typed("duress"))).isInstanceOf(UnlockOutcome.Unlocked.class);
  }

  @Test
  void whatASlotHoldsIsOfTheSameShapeWhicheverItIs() {
    Vault.create(path, typed("stork"), CHEAP).close();
    VaultPlace alone = place("stork");
    addBeside(true);

    assertThat(place("stork")).isEqualTo(alone); // it does not know
    assertThat(place("duress").home()).isEqualTo(alone.otherHome());
    assertThat(place("duress").keptSlot()).isNotEqualTo(alone.keptSlot());
  }

  @Test
  void everySlotMayBeTheOneThatIsLeftAlone() throws IOException {
    Set<Integer> kept = new HashSet<>();
    for (int i = 0; i < 60; i++) {
      Files.deleteIfExists(path);
      Vault.create(path, typed("stork"), CHEAP).close();
      kept.add(place("stork").keptSlot());
    }

    assertThat(kept).containsExactlyInAnyOrder(0, 1, 2, 3);
  }

  @Test
  void thePassphraseOfTheFirstIsNoneForTheSecond() {
    try (Vault vault = Vault.create(path, typed("stork"), CHEAP)) {
      assertThat(vault.beside(typed("stork"), true)).isEmpty();
    }
  }

  @Test
  void clearingLeavesOnlyTheOwnSlot() {
    Vault.create(path, typed("stork"), CHEAP).close();
    addBeside(true);

    try (Vault vault = unlocked("stork")) {
      vault.clearBeside();
    }

    assertThat(Vault.unlock(path, typed("duress")))
        .isInstanceOf(UnlockOutcome.WrongPassphrase.class);
    unlocked("stork").close();
  }

  private void addBeside(boolean sparing) {
    try (Vault first = unlocked("stork")) {
      Optional<Vault> second = first.beside(typed("duress"), sparing);
      try (Vault vault = second.orElseThrow()) {
        vault.save();
      }
    }
  }

  private Set<Integer> changedByRenewing(String passphrase) throws IOException {
    byte[] before = Files.readAllBytes(path);
    try (Vault vault = unlocked(passphrase)) {
      vault.renew();
    }
    byte[] after = Files.readAllBytes(path);
    assertThat(after).hasSize(VaultFile.BYTES);
    List<Integer> changed = new ArrayList<>();
    for (int slot = 0; slot < VaultFile.SLOTS; slot++) {
      int from = VaultFile.HEADER_BYTES + slot * VaultFile.SLOT_BYTES;
      int to = from + VaultFile.SLOT_BYTES;
      if (!Arrays.equals(before, from, to, after, from, to)) {
        changed.add(slot);
      }
    }
    return Set.copyOf(changed);
  }

  private VaultPlace place(String passphrase) {
    try (Vault vault = unlocked(passphrase)) {
      return vault.place();
    }
  }

  private Vault unlocked(String passphrase) {
    return ((UnlockOutcome.Unlocked) Vault.unlock(path, typed(passphrase))).vault();
  }

  private static Passphrase typed(String text) {
    return Passphrase.takeOver(text.toCharArray());
  }
}
