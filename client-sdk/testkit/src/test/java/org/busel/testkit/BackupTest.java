package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.busel.keys.Passphrase;
import org.busel.keys.RecoveryPhrase;
import org.busel.keys.RecoveryShare;
import org.busel.keys.RecoveryShares;
import org.busel.keys.Secret;
import org.busel.keys.Words;
import org.busel.sdk.BackupOutcome;
import org.busel.sdk.Busel;
import org.busel.sdk.Contact;
import org.busel.sdk.Device;
import org.busel.sdk.Message;
import org.busel.sdk.RestoreOutcome;
import org.busel.sdk.WipeOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
  @TempDir Path folder;

  private final ManualClock clock = ManualClock.now();
  private final RelaySimulator relay = RelaySimulator.started(clock);

  @AfterEach
  void close() {
    relay.close();
  }

  @Test
  void whoLostTheirDeviceGoesOnWithABackupAndItsWordsAndContactsSeeIt() {
    try (Device ihar = People.join(relay, folder.resolve("ihar"), People.options(clock))) {
      try (Device hanna = People.join(relay, profile(), People.options(clock))) {
        Contact contact = People.meet(ihar, "Ihar", hanna, "Hanna");
        People.accepted(hanna.send(contact, "before the backup"));
        assertThat(People.receive(ihar)).containsExactly("before the backup");
      }
      List<String> words = backup().words();
      clock.advance(Duration.ofHours(3));
      try (Device hanna = People.open(profile(), People.options(clock))) {
        People.accepted(hanna.send(contact(hanna, "Ihar"), "after the backup"));
      }
      assertThat(People.receive(ihar)).containsExactly("after the backup");
      assertThat(Busel.wipe(profile())).isInstanceOf(WipeOutcome.Wiped.class);
      People.accepted(ihar.send(contact(ihar, "Hanna"), "are you there?")); // on the lost session

      try (Device hanna = restored(folder.resolve("new"), words)) {
        assertThat(texts(hanna, "Ihar")).containsExactly("before the backup");
        var unused = hanna.receive(People.LONG); // cannot open what waits, and asks for it again
        var told = ihar.receive(People.LONG);

        assertThat(told.messages())
            .anySatisfy(message ->
                assertThat(message.body())
                    .isEqualTo(
                        new Message.Body.Note(
                            Message.Happened.RESTORED, 0, Duration.ofHours(3))));
        assertThat(People.receive(hanna)).contains("are you there?");
        People.accepted(hanna.send(contact(hanna, "Ihar"), "I am back"));
        assertThat(People.receive(ihar)).containsExactly("I am back");
        People.accepted(ihar.send(contact(ihar, "Hanna"), "good"));
        assertThat(People.receive(hanna)).containsExactly("good");
        assertThat(ihar.safetyNumber(contact(ihar, "Hanna")).digits())
            .isEqualTo(hanna.safetyNumber(contact(hanna, "Ihar")).digits());
      }
    }
  }

  @Test
  void enoughColleaguesBringAProfileBackAndFewerDoNot() {
    People.join(relay, profile(), People.options(clock)).close();
    assertThat(split(2, 3)).isInstanceOf(BackupOutcome.NoBackup.class);
    List<String> words = backup().words();
    List<RecoveryShare> shares = ((BackupOutcome.Split) split(2, 3)).shares();

    assertThat(RecoveryShares.combine(shares.subList(0, 1)))
        .isInstanceOf(RecoveryShares.Combined.TooFew.class);
    RecoveryShares.Combined combined = RecoveryShares.combine(shares.subList(1, 3));

    try (Secret key = ((RecoveryShares.Combined.Key) combined).key()) {
      assertThat(RecoveryPhrase.of(key)).isEqualTo(words);
      RestoreOutcome outcome = restore(folder.resolve("new"), file(), key);
      ((RestoreOutcome.Restored) outcome).device().close();
    }
  }

  @Test
  void oneSetOfWordsOpensEveryBackupUntilOthersAreWanted() throws IOException {
    People.join(relay, profile(), People.options(clock)).close();
    BackupOutcome.Written first = backup();
    Path old = Files.copy(file(), folder.resolve("old"));

    BackupOutcome.Written second = backup();
    BackupOutcome.Written third = backup(true);

    assertThat(first.areNew()).isTrue();
    assertThat(second.areNew()).isFalse();
    assertThat(second.words()).isEqualTo(first.words());
    assertThat(third.words()).isNotEqualTo(first.words());
    assertThat(restore(folder.resolve("new"), file(), first.words()))
        .isInstanceOf(RestoreOutcome.DoesNotOpen.class);
    ((RestoreOutcome.Restored) restore(folder.resolve("new"), old, first.words()))
        .device()
        .close();
  }

  @Test
  void aProfileIsNotOverwrittenAndWhatIsNoBackupIsSaidToBeNone() throws IOException {
    People.join(relay, profile(), People.options(clock)).close();
    List<String> words = backup().words();
    Path text = Files.write(folder.resolve("text"), List.of("no backup at all"));

    assertThat(restore(profile(), file(), words)).isInstanceOf(RestoreOutcome.ProfileExists.class);
    assertThat(restore(folder.resolve("new"), folder.resolve("none"), words))
        .isInstanceOf(RestoreOutcome.NoFile.class);
    assertThat(restore(folder.resolve("new"), text, words))
        .isInstanceOf(RestoreOutcome.NotABackup.class);
    People.open(profile(), People.options(clock)).close();
  }

  @Test
  void aBackupShowsNothingWithoutItsWords() throws IOException {
    try (Device ihar = People.join(relay, folder.resolve("ihar"), People.options(clock));
        Device hanna = People.join(relay, profile(), People.options(clock))) {
      Contact contact = People.meet(ihar, "Ihar of Grodno", hanna, "Hanna");
      People.accepted(hanna.send(contact, "the source is called Vasil"));
    }
    BackupOutcome.Written unused = backup();

    String bytes = new String(Files.readAllBytes(file()), StandardCharsets.ISO_8859_1);

    assertThat(bytes).doesNotContain("Vasil", "Grodno", relay.url(), "INSERT");
    assertThat(bytes).hasSizeGreaterThanOrEqualTo(1 << 20);
    assertThat(Integer.bitCount(bytes.length())).isEqualTo(1);
  }

  private BackupOutcome.Written backup() {
    return backup(false);
  }

  private BackupOutcome.Written backup(boolean newWords) {
    try (Passphrase typed = People.passphrase()) {
      return (BackupOutcome.Written)
          Busel.backup(profile(), typed, file(), newWords, People.options(clock));
    }
  }

  private BackupOutcome split(int needed, int among) {
    try (Passphrase typed = People.passphrase()) {
      return Busel.shares(profile(), typed, needed, among, People.options(clock));
    }
  }

  private Device restored(Path where, List<String> words) {
    RestoreOutcome outcome = restore(where, file(), words);
    assertThat(outcome).isInstanceOf(RestoreOutcome.Restored.class);
    return ((RestoreOutcome.Restored) outcome).device();
  }

  private RestoreOutcome restore(Path where, Path from, List<String> words) {
    try (Secret key = ((Words.Read<Secret>) RecoveryPhrase.read(words)).value()) {
      return restore(where, from, key);
    }
  }

  private RestoreOutcome restore(Path where, Path from, Secret key) {
    try (Passphrase typed = People.passphrase()) {
      return Busel.restore(where, from, key, typed, People.options(clock));
    }
  }

  private static Contact contact(Device device, String name) {
    return device.contact(name).orElseThrow();
  }

  private static List<String> texts(Device device, String contact) {
    return People.texts(device.history(contact(device, contact), 10));
  }

  private Path profile() {
    return folder.resolve("profile");
  }

  private Path file() {
    return folder.resolve("backup");
  }
}
