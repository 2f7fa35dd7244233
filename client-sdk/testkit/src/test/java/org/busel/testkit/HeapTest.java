package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.subtle.Hkdf;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.busel.keys.Passphrase;
import org.busel.keys.Secret;
import org.busel.keys.SecretLabel;
import org.busel.keys.UnlockOutcome;
import org.busel.keys.Vault;
import org.busel.sdk.Busel;
import org.busel.sdk.Device;
import org.busel.sdk.JoinOutcome;
import org.busel.sdk.OpenOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What whoever dumps the heap of a process finds after its profile was locked.
///
/// The secrets are looked up only after the dumps, so that what is found is not the test's own.
class HeapTest {
  private static final int SEED = 7_919;

  @TempDir Path folder;

  @Test
  void afterLockingNoKeyOrPassphraseIsOnTheHeapAndBeforeItTheDumpFindsSome() throws IOException {
    Path whileOpen = folder.resolve("open.hprof");
    Path whenLocked = folder.resolve("locked.hprof");
    try (RelaySimulator relay = RelaySimulator.started(ManualClock.now())) {
      join(relay);
      Device device = opened();
      device.introduceAs("Hanna");
      dump(whileOpen);
      device.close();
      dump(whenLocked);
      assertThat(device.isWiped()).isFalse(); // an app that still holds it gives nothing away
    }

    Map<String, byte[]> secrets = secrets();

    assertThat(found(whileOpen, secrets)).contains("login key", "key of values");
    assertThat(found(whenLocked, secrets)).isEmpty();
  }

  private void join(RelaySimulator relay) {
    try (Passphrase typed = passphrase()) {
      var joined =
          Busel.join(folder, relay.joinLink(), typed, People.options(ManualClock.now()));
      assertThat(joined).isInstanceOf(JoinOutcome.Joined.class);
      ((JoinOutcome.Joined) joined).device().close();
    }
  }

  private Device opened() {
    try (Passphrase typed = passphrase()) {
      OpenOutcome outcome = Busel.open(folder, typed, People.options(ManualClock.now()));
      return ((OpenOutcome.Opened) outcome).device();
    }
  }

  private Map<String, byte[]> secrets() {
    Map<String, byte[]> secrets = new LinkedHashMap<>();
    char[] typed = characters();
    String words = new String(typed);
    secrets.put("passphrase in one byte a character", words.getBytes(StandardCharsets.ISO_8859_1));
    secrets.put("passphrase in two bytes a character", words.getBytes(StandardCharsets.UTF_16LE));
    secrets.put("passphrase as characters", words.getBytes(StandardCharsets.UTF_16BE));
    try (Passphrase passphrase = Passphrase.takeOver(typed);
        Vault vault =
            ((UnlockOutcome.Unlocked) Vault.unlock(folder.resolve("vault"), passphrase)).vault()) {
      secrets.put("login key", bytes(vault, SecretLabel.LOGIN_KEY));
      secrets.put("key of the store", bytes(vault, SecretLabel.LOCAL_STORE));
      byte[] identity = bytes(vault, SecretLabel.IDENTITY);
      secrets.put(
          "identity key", Arrays.copyOfRange(identity, identity.length - 32, identity.length));
      byte[] store = bytes(vault, SecretLabel.LOCAL_STORE);
      secrets.put("key of values", derived(store, "busel local values v1"));
      secrets.put("key of names", derived(store, "busel local names v1"));
      secrets.put("key of the home", derived(store, "busel local home v1"));
    }
    return secrets;
  }

  private static byte[] bytes(Vault vault, SecretLabel label) {
    try (Secret secret = vault.secret(label).orElseThrow()) {
      return secret.use(byte[]::clone);
    }
  }

  private static byte[] derived(byte[] key, String label) {
    try {
      return Hkdf.computeHkdf(
          "HmacSha256", key, new byte[0], label.getBytes(StandardCharsets.US_ASCII), 32);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> found(Path dump, Map<String, byte[]> secrets) throws IOException {
    byte[] bytes = Files.readAllBytes(dump);
    return secrets.entrySet().stream()
        .filter(secret -> indexOf(bytes, secret.getValue()) >= 0 || asInts(bytes, secret.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// Ciphers keep keys as numbers of the other byte order.
  private static boolean asInts(byte[] bytes, byte[] secret) {
    byte[] turned = secret.clone();
    for (int i = 0; i + 4 <= turned.length; i += 4) {
      for (int j = 0; j < 4; j++) {
        turned[i + j] = secret[i + 3 - j];
      }
    }
    return secret.length == 32 && indexOf(bytes, turned) >= 0;
  }

  private static int indexOf(byte[] bytes, byte[] what) {
    outer:
    for (int at = 0; at + what.length <= bytes.length; at++) {
      for (int i = 0; i < what.length; i++) {
        if (bytes[at + i] != what[i]) {
          continue outer;
        }
      }
      return at;
    }
    return -1;
  }

  /// Of what is reachable. A collector may leave what it has collected where it was; every fourth time it does not.
  private static void dump(Path file) throws IOException {
    for (int i = 0; i < 5; i++) {
      System.gc();
    }
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(file.toString(), true);
  }

  private static Passphrase passphrase() {
    return Passphrase.takeOver(characters());
  }

  /// The same each time, and nowhere on the heap in between.
  private static char[] characters() {
    char[] typed = new char[24];
    int state = SEED;
    for (int i = 0; i < typed.length; i++) {
      state = state * 1_103_515_245 + 12_345;
      typed[i] = (char) ('a' + (state >>> 16) % 26);
    }
    return typed;
  }
}
