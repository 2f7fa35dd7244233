package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.busel.keys.Passphrase;
import org.busel.sdk.Busel;
import org.busel.sdk.Contact;
import org.busel.sdk.Device;
import org.busel.sdk.DuressEffect;
import org.busel.sdk.DuressOutcome;
import org.busel.sdk.JoinOutcome;
import org.busel.sdk.OpenOutcome;
import org.busel.wire.JoinLink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuressTest {
  private static final String REAL = "correct horse";
  private static final String DURESS = "green stork";

  @TempDir Path folder;

  private final ManualClock clock = ManualClock.now();
  private final RelaySimulator relay = RelaySimulator.started(clock);

  @AfterEach
  void close() {
    relay.close();
  }

  @Test
  void theDuressPassphraseOpensAProfileOfItsOwnThatKnowsNothingOfTheReal() {
    try (Device source = People.join(relay, folder.resolve("source"))) {
      try (Device hanna = People.join(relay, profile())) {
        Contact contact = People.meet(source, "the source", hanna, "Hanna");
        People.accepted(hanna.send(contact, "at nine"));
      }
      assertThat(People.receive(source)).containsExactly("at nine");
      assertThat(set(DuressEffect.SPARE)).isInstanceOf(DuressOutcome.Done.class);

      try (Device decoy = opened(DURESS)) {
        assertThat(decoy.contacts()).isEmpty();
        Contact contact = People.meet(source, "a neighbour", decoy, "Hanna at home");
        People.accepted(decoy.send(contact, "lovely weather"));
      }

      assertThat(People.receive(source)).containsExactly("lovely weather");
      try (Device hanna = opened(REAL)) {
        assertThat(hanna.contacts()).extracting(Contact::name).containsExactly("the source");
      }
    }
  }

  @Test
  void aDuressPassphraseThatDestroysLeavesTheDecoyAndNothingElse() {
    People.join(relay, profile()).close();
    assertThat(set(DuressEffect.DESTROY)).isInstanceOf(DuressOutcome.Done.class);
    opened(REAL).close();

    opened(DURESS).close();

    assertThat(open(REAL)).isInstanceOf(OpenOutcome.WrongPassphrase.class);
    opened(DURESS).close();
  }

  @Test
  void theFolderLooksTheSameWithAndWithoutADuressPassphrase() throws IOException {
    People.join(relay, folder.resolve("without")).close();
    People.join(relay, profile()).close();
    assertThat(set(DuressEffect.SPARE)).isInstanceOf(DuressOutcome.Done.class);
    opened(DURESS).close();

    assertThat(namesAndSizes(profile())).isEqualTo(namesAndSizes(folder.resolve("without")));
  }

  @Test
  void afterRemovingItTheDuressPassphraseOpensNothing() {
    People.join(relay, profile()).close();
    assertThat(set(DuressEffect.DESTROY)).isInstanceOf(DuressOutcome.Done.class);

    assertThat(remove(REAL)).isInstanceOf(DuressOutcome.Done.class);

    assertThat(open(DURESS)).isInstanceOf(OpenOutcome.WrongPassphrase.class);
    opened(REAL).close();
  }

  @Test
  void removingWhereThereIsNoneIsTheSame() {
    People.join(relay, profile()).close();

    assertThat(remove(REAL)).isInstanceOf(DuressOutcome.Done.class);

    opened(REAL).close();
  }

  @Test
  void anotherDuressPassphraseTakesThePlaceOfTheFirst() {
    People.join(relay, profile()).close();
    assertThat(set(DuressEffect.SPARE)).isInstanceOf(DuressOutcome.Done.class);

    assertThat(set("yellow stork", relay.joinLink())).isInstanceOf(DuressOutcome.Done.class);

    assertThat(open(DURESS)).isInstanceOf(OpenOutcome.WrongPassphrase.class);
    opened("yellow stork").close();
    opened(REAL).close();
  }

  @Test
  void theOwnPassphraseAWrongOneAndAUsedInvitationAreRefused() {
    People.join(relay, profile()).close();
    JoinLink used = relay.joinLink();
    assertThat(set("yellow stork", used)).isInstanceOf(DuressOutcome.Done.class);

    assertThat(set(REAL, relay.joinLink())).isInstanceOf(DuressOutcome.SamePassphrase.class);
    assertThat(remove("no horse")).isInstanceOf(DuressOutcome.WrongPassphrase.class);
    DuressOutcome outcome = set(DURESS, used);

    assertThat(outcome).isInstanceOf(DuressOutcome.NotJoined.class);
    assertThat(((DuressOutcome.NotJoined) outcome).outcome())
        .isInstanceOf(JoinOutcome.InvitationUsed.class);
    assertThat(open(DURESS)).isInstanceOf(OpenOutcome.WrongPassphrase.class);
    opened(REAL).close();
  }

  @Test
  void manyOpeningsOfEitherHarmNeither() {
    People.join(relay, profile()).close();
    assertThat(set(DuressEffect.SPARE)).isInstanceOf(DuressOutcome.Done.class);

    for (int i = 0; i < 5; i++) {
      String name = "name " + i;
      for (String passphrase : List.of(REAL, DURESS, DURESS, REAL, REAL)) {
        try (Device device = opened(passphrase)) {
          device.introduceAs(name + passphrase);
        }
      }
    }
  }

  private Path profile() {
    return folder.resolve("profile");
  }

  private DuressOutcome set(DuressEffect effect) {
    return set(DURESS, relay.joinLink(), effect);
  }

  private DuressOutcome set(String duress, JoinLink link) {
    return set(duress, link, DuressEffect.SPARE);
  }

  private DuressOutcome set(String duress, JoinLink link, DuressEffect effect) {
    try (Passphrase real = typed(REAL);
        Passphrase other = typed(duress)) {
      return Busel.setDuress(
          profile(), real, other, link, effect, People.options(clock));
    }
  }

  private DuressOutcome remove(String passphrase) {
    try (Passphrase real = typed(passphrase)) {
      return Busel.removeDuress(profile(), real, People.options(clock));
    }
  }

  private OpenOutcome open(String passphrase) {
    try (Passphrase typed = typed(passphrase)) {
      return Busel.open(profile(), typed, People.options(clock));
    }
  }

  private Device opened(String passphrase) {
    OpenOutcome outcome = open(passphrase);
    assertThat(outcome).isInstanceOf(OpenOutcome.Opened.class);
    return ((OpenOutcome.Opened) outcome).device();
  }

  private static Passphrase typed(String text) {
    return Passphrase.takeOver(text.toCharArray());
  }

  private static List<String> namesAndSizes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file) + " " + file.toFile().length())
          .sorted()
          .toList();
    }
  }
}
