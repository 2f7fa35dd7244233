package org.busel.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.busel.keys.Passphrase;
import org.busel.keys.RecoveryPhrase;
import org.busel.keys.Secret;
import org.busel.keys.Words;
import org.busel.sdk.BackupOutcome;
import org.busel.sdk.Busel;
import org.busel.sdk.Contact;
import org.busel.sdk.Device;
import org.busel.sdk.DuressEffect;
import org.busel.sdk.DuressOutcome;
import org.busel.sdk.Message;
import org.busel.sdk.OpenOutcome;
import org.busel.sdk.RestoreOutcome;
import org.busel.sdk.SendOutcome;
import org.busel.sdk.WipeOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A thief with the laptop, its owner under force, and its owner afterwards on another machine.
final class SeizedIT {
  private static final String DURESS = "green stork";

  @TempDir Path folder;
  private RealRelay relay;

  @BeforeEach
  void startTheRelay() {
    relay = new RealRelay(folder.resolve("relay"));
  }

  @AfterEach
  void stopTheRelay() {
    relay.close();
  }

  @Test
  void aThiefWhoImagesTheDiskAndForcesAPassphraseSeesOneLivingProfileAndNoSignOfAnother()
      throws IOException {
    try (Device source = People.join(folder.resolve("source"), relay.invite());
        Device cousin = People.join(folder.resolve("cousin"), relay.invite())) {
      try (Device hanna = People.join(laptop(), relay.invite())) {
        People.meet(source, "the source", hanna, "Hanna");
        send(hanna, "the source", "at nine, at the bridge");
      }
      setDuress(DuressEffect.SPARE);
      try (Device decoy = open(DURESS)) {
        People.meet(cousin, "my cousin", decoy, "Hanna");
        send(decoy, "my cousin", "happy birthday");
      }
      Map<String, byte[]> before = image();

      try (Device seen = open(DURESS)) { // in front of the thief, who also goes online with it
        assertThat(seen.contacts()).extracting(Contact::name).containsExactly("my cousin");
        var _ = seen.receive(People.PATIENCE);
        send(seen, "my cousin", "all is well");
      }

      Map<String, byte[]> after = image();
      assertThat(after.keySet()).isEqualTo(before.keySet());
      for (Map.Entry<String, byte[]> file : after.entrySet()) {
        assertThat(file.getValue()).hasSameSizeAs(before.get(file.getKey()));
        assertThat(new String(file.getValue(), StandardCharsets.ISO_8859_1))
            .doesNotContain("bridge", "source", "birthday", "cousin", "duress");
      }
      assertThat(homesThatChanged(before, after)).isEqualTo(1); // as in every profile
      try (Device hanna = People.open(laptop())) { // when they have let her go
        send(hanna, "the source", "they know nothing");
      }
      assertThat(source.receive(People.PATIENCE).messages())
          .extracting(Message::text)
          .containsExactly("at nine, at the bridge", "they know nothing");
    }
  }

  @Test
  void aPassphraseThatDestroysLeavesTheThiefWithTheDecoyWhateverElseTheyForce() {
    People.join(laptop(), relay.invite()).close();
    setDuress(DuressEffect.DESTROY);

    open(DURESS).close();

    try (Passphrase real = People.passphrase()) {
      assertThat(Busel.open(laptop(), real, People.OPTIONS))
          .isInstanceOf(OpenOutcome.WrongPassphrase.class);
    }
    open(DURESS).close();
  }

  @Test
  void onAFreshMachineTheWordsBringBackTheConversationAndTheOthersSeeIt() {
    try (Device ihar = People.join(folder.resolve("ihar"), relay.invite())) {
      try (Device hanna = People.join(laptop(), relay.invite())) {
        People.meet(ihar, "Ihar", hanna, "Hanna");
        send(hanna, "Ihar", "before");
      }
      List<String> words = backup();
      try (Device hanna = People.open(laptop())) {
        send(hanna, "Ihar", "after");
      }
      assertThat(Busel.wipe(laptop())).isInstanceOf(WipeOutcome.Wiped.class);
      var first = ihar.receive(People.PATIENCE);
      assertThat(first.messages()).extracting(Message::text).containsExactly("before", "after");
      send(ihar, "Hanna", "where are you?"); // to a session that is gone

      try (Device hanna = restored(words)) {
        var unopened = hanna.receive(People.PATIENCE);
        var told = ihar.receive(People.PATIENCE);
        var again = hanna.receive(People.PATIENCE);

        assertThat(unopened.messages()).noneMatch(message -> message.text().contains("where"));
        assertThat(told.messages())
            .extracting(Message::body)
            .anyMatch(SeizedIT::saysThatSomebodyIsBack);
        assertThat(again.messages()).extracting(Message::text).contains("where are you?");
        send(hanna, "Ihar", "here again");
        send(ihar, "Hanna", "good");
        assertThat(ihar.receive(People.PATIENCE).messages())
            .extracting(Message::text)
            .containsExactly("here again");
        assertThat(hanna.receive(People.PATIENCE).messages())
            .extracting(Message::text)
            .containsExactly("good");
      }
    }
  }

  private static boolean saysThatSomebodyIsBack(Message.Body body) {
    return body instanceof Message.Body.Note note && note.what() == Message.Happened.RESTORED;
  }

  private void setDuress(DuressEffect effect) {
    try (Passphrase real = People.passphrase();
        Passphrase duress = Passphrase.takeOver(DURESS.toCharArray())) {
      assertThat(
              Busel.setDuress(
                  laptop(), real, duress, People.link(relay.invite()), effect, People.OPTIONS))
          .isInstanceOf(DuressOutcome.Done.class);
    }
  }

  private List<String> backup() {
    try (Passphrase typed = People.passphrase()) {
      BackupOutcome outcome =
          Busel.backup(laptop(), typed, folder.resolve("stick"), false, People.OPTIONS);
      assertThat(outcome).isInstanceOf(BackupOutcome.Written.class);
      return ((BackupOutcome.Written) outcome).words();
    }
  }

  private Device restored(List<String> words) {
    try (Secret key = ((Words.Read<Secret>) RecoveryPhrase.read(words)).value();
        Passphrase typed = People.passphrase()) {
      RestoreOutcome outcome =
          Busel.restore(
              folder.resolve("fresh"), folder.resolve("stick"), key, typed, People.OPTIONS);
      assertThat(outcome).isInstanceOf(RestoreOutcome.Restored.class);
      return ((RestoreOutcome.Restored) outcome).device();
    }
  }

  private Device open(String passphrase) {
    try (Passphrase typed = Passphrase.takeOver(passphrase.toCharArray())) {
      OpenOutcome outcome = Busel.open(laptop(), typed, People.OPTIONS);
      assertThat(outcome).isInstanceOf(OpenOutcome.Opened.class);
      return ((OpenOutcome.Opened) outcome).device();
    }
  }

  private static void send(Device from, String to, String text) {
    assertThat(from.send(from.contact(to).orElseThrow(), text))
        .isInstanceOf(SendOutcome.Accepted.class);
  }

  private Map<String, byte[]> image() throws IOException {
    Map<String, byte[]> image = new TreeMap<>();
    try (Stream<Path> files = Files.walk(laptop())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        image.put(laptop().relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return image;
  }

  private static long homesThatChanged(Map<String, byte[]> before, Map<String, byte[]> after) {
    byte[] was = before.getOrDefault("store", new byte[0]);
    byte[] is = after.getOrDefault("store", new byte[0]);
    int zone = is.length / 3;
    return Stream.of(0, 1)
        .filter(home ->
            !Arrays.equals(was, home * zone, (home + 1) * zone, is, home * zone, (home + 1) * zone))
        .count();
  }

  private Path laptop() {
    return folder.resolve("laptop");
  }
}
