package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.busel.keys.Passphrase;
import org.busel.sdk.Busel;
import org.busel.sdk.Contact;
import org.busel.sdk.Device;
import org.busel.sdk.JoinOutcome;
import org.busel.sdk.OpenOutcome;
import org.busel.sdk.Options;
import org.busel.wire.InvitationToken;
import org.busel.wire.JoinLink;
import org.busel.wire.RelayPlace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTest {
  @TempDir Path folder;

  private final ManualClock clock = ManualClock.now();
  private final Options options = People.options(clock);
  private final RelaySimulator relay = RelaySimulator.started(clock);

  @AfterEach
  void close() {
    relay.close();
  }

  @Test
  void aProfileIsUsedByOneAtATime() {
    try (Device first = People.join(relay, folder)) {
      assertThat(open("correct horse")).isInstanceOf(OpenOutcome.InUse.class);
      assertThat(first.contacts()).isEmpty();
    }

    People.open(folder).close();
  }

  @Test
  void aWrongPassphraseOpensNothing() {
    People.join(relay, folder).close();

    assertThat(open("correct hose")).isInstanceOf(OpenOutcome.WrongPassphrase.class);
  }

  @Test
  void anEmptyFolderIsNoProfile() {
    assertThat(open("correct horse")).isInstanceOf(OpenOutcome.NoProfile.class);
  }

  @Test
  void aDamagedVaultOrStoreIsNamed() throws IOException {
    People.join(relay, folder).close();
    byte[] store = Files.readAllBytes(folder.resolve("store"));
    Files.write(folder.resolve("store"), new byte[8192]);
    assertThat(open("correct horse")).isEqualTo(new OpenOutcome.Damaged("the local store"));

    Files.write(folder.resolve("store"), store);
    byte[] vault = Files.readAllBytes(folder.resolve("vault"));
    Files.write(folder.resolve("vault"), List.of("nothing"), StandardCharsets.US_ASCII);

    assertThat(open("correct horse")).isEqualTo(new OpenOutcome.Damaged("the vault"));
    Files.write(folder.resolve("vault"), vault);
    People.open(folder).close();
  }

  @Test
  void aUsedAnExpiredAndAnInventedInvitationAreToldApartAndLeaveNothing() {
    JoinLink used = relay.joinLink();
    JoinLink expiring = relay.joinLink(clock.instant().plusSeconds(60), Optional.empty());
    JoinLink invented =
        new JoinLink(
            relay.place(),
            InvitationToken.random(new SeededRandom(3)),
            clock.instant().plusSeconds(60),
            Optional.empty());
    assertJoined(join(folder.resolve("first"), used));
    clock.advance(Duration.ofMinutes(2));

    assertThat(join(folder.resolve("a"), used)).isInstanceOf(JoinOutcome.InvitationUsed.class);
    assertThat(join(folder.resolve("a"), expiring))
        .isInstanceOf(JoinOutcome.InvitationExpired.class);
    assertThat(join(folder.resolve("a"), invented))
        .isInstanceOf(JoinOutcome.InvitationUnknown.class);

    assertThat(open(folder.resolve("a"), "correct horse"))
        .isInstanceOf(OpenOutcome.NoProfile.class);
    assertJoined(join(folder.resolve("a"), relay.joinLink()));
  }

  @Test
  void aProfileIsNotOverwritten() {
    People.join(relay, folder).close();

    assertThat(join(folder, relay.joinLink())).isInstanceOf(JoinOutcome.ProfileExists.class);
  }

  @Test
  void aJoinThatFoundNobodyIsRepeatedWithTheSameLink() {
    JoinLink link = relay.joinLink();
    relay.stop();
    assertThat(join(folder, link)).isInstanceOf(JoinOutcome.RelayUnreachable.class);

    relay.start();

    assertJoined(join(folder, link));
  }

  @Test
  void aJoinThatFoundNobodyGivesWayToAnotherLink() {
    JoinLink link = relay.joinLink();
    relay.stop();
    assertThat(join(folder, link)).isInstanceOf(JoinOutcome.RelayUnreachable.class);

    relay.start();

    assertJoined(join(folder, relay.joinLink()));
  }

  @Test
  void aRelayWithAnotherKeyIsNotTrusted() {
    try (RelaySimulator other = RelaySimulator.started(clock)) {
      RelayPlace impostor =
          new RelayPlace(relay.url(), other.place().tlsPin(), other.place().trustRoot());
      JoinLink link = other.joinLink();

      JoinOutcome outcome =
          join(
              folder, new JoinLink(impostor, link.token(), link.expiresAt(), link.curriculumRoot()));

      assertThat(outcome)
          .isEqualTo(
              new JoinOutcome.RelayNotTrusted("it has another key than the invitation says"));
    }
  }

  @Test
  void aRelayWithTheRightCertificateAndAnotherTrustRootIsNotTrusted() {
    try (RelaySimulator other = RelaySimulator.started(clock)) {
      RelayPlace impostor =
          new RelayPlace(relay.url(), relay.place().tlsPin(), other.place().trustRoot());

      JoinOutcome outcome =
          join(
              folder,
              new JoinLink(
                  impostor,
                  InvitationToken.random(new SeededRandom(3)),
                  Instant.now().plusSeconds(60),
                  Optional.empty()));

      assertThat(outcome).isInstanceOf(JoinOutcome.RelayNotTrusted.class);
    }
  }

  @Test
  void nothingOnDiskTellsWhoSaidWhatToWhom() throws IOException {
    String secret = "the source is called Vasil";
    try (Device editor = People.join(relay, folder.resolve("editor"));
        Device journalist = People.join(relay, folder.resolve("journalist"))) {
      Contact desk = People.meet(editor, "the desk in Vilnius", journalist, "Alena K.");
      People.accepted(journalist.send(desk, secret));
      assertThat(People.receive(editor)).containsExactly(secret);

      for (Path file : files()) {
        ByteString bytes = ByteString.copyFrom(Files.readAllBytes(file));
        for (String word : List.of("Vasil", "Vilnius", "Alena", relay.url(), "localhost")) {
          assertThat(contains(bytes, word)).as("%s in %s", word, file.getFileName()).isFalse();
        }
      }
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static boolean contains(ByteString bytes, String word) {
    return new String(bytes.toByteArray(), StandardCharsets.ISO_8859_1).contains(word);
  }

  private OpenOutcome open(String passphrase) {
    return open(folder, passphrase);
  }

  private OpenOutcome open(Path where, String passphrase) {
    try (Passphrase typed = Passphrase.takeOver(passphrase.toCharArray())) {
      return Busel.open(where, typed, options);
    }
  }

  private JoinOutcome join(Path where, JoinLink link) {
    try (Passphrase typed = People.passphrase()) {
      return Busel.join(where, link, typed, options);
    }
  }

  private static void assertJoined(JoinOutcome outcome) {
    assertThat(outcome).isInstanceOf(JoinOutcome.Joined.class);
    ((JoinOutcome.Joined) outcome).device().close();
  }
}
