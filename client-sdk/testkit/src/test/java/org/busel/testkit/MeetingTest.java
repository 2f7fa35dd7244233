package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.busel.sdk.AddOutcome;
import org.busel.sdk.Contact;
import org.busel.sdk.Device;
import org.busel.sdk.RenameOutcome;
import org.busel.wire.Capability;
import org.busel.wire.ContactCard;
import org.busel.wire.MeetLink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeetingTest {
  @TempDir Path folder;

  private final ManualClock clock = ManualClock.at(Instant.parse("2026-03-01T08:00:00Z"));
  private final RelaySimulator relay = RelaySimulator.started(clock);
  private Device editor;
  private Device journalist;

  @BeforeEach
  void bothJoin() {
    editor = People.join(relay, folder.resolve("editor"), People.options(clock));
    journalist = People.join(relay, folder.resolve("journalist"), People.options(clock));
  }

  @AfterEach
  void close() {
    editor.close();
    journalist.close();
    relay.close();
  }

  @Test
  void anInvitationIsGoodForOneAnswerOnly() {
    MeetLink link = editor.invite(Duration.ofDays(1));
    try (Device other = People.join(relay, folder.resolve("other"), People.options(clock))) {
      assertThat(journalist.add(link, "the desk")).isInstanceOf(AddOutcome.Added.class);
      assertThat(other.add(link, "the desk")).isInstanceOf(AddOutcome.Added.class);

      var received = editor.receive(People.LONG);

      assertThat(editor.contacts()).hasSize(1);
      assertThat(editor.notices().strangers()).isEqualTo(1);
      assertThat(received.messages()).isEmpty();
    }
  }

  @Test
  void anAnswerThatComesTooLateMakesNoContact() {
    MeetLink link = editor.invite(Duration.ofHours(1));
    clock.advance(Duration.ofMinutes(59));
    assertThat(journalist.add(link, "the desk")).isInstanceOf(AddOutcome.Added.class);
    clock.advance(Duration.ofMinutes(2));

    var received = editor.receive(People.LONG);

    assertThat(received.messages()).isEmpty();
    assertThat(editor.contacts()).isEmpty();
    assertThat(editor.notices().strangers()).isEqualTo(1);
  }

  @Test
  void anExpiredInvitationIsNotAnswered() {
    MeetLink link = editor.invite(Duration.ofHours(1));
    clock.advance(Duration.ofHours(2));

    assertThat(journalist.add(link, "the desk")).isInstanceOf(AddOutcome.Expired.class);
  }

  @Test
  void nobodyMeetsThemselves() {
    assertThat(editor.add(editor.invite(Duration.ofHours(1)), "me"))
        .isInstanceOf(AddOutcome.OwnLink.class);
  }

  @Test
  void aContactIsAddedOnce() {
    People.meet(editor, "the desk", journalist, "Alena");

    assertThat(journalist.add(editor.invite(Duration.ofHours(1)), "again"))
        .isInstanceOf(AddOutcome.AlreadyContact.class);
  }

  @Test
  void twoContactsNeverHaveOneName() {
    People.meet(editor, "the desk", journalist, "Alena");
    try (Device other = People.join(relay, folder.resolve("other"), People.options(clock))) {
      assertThat(journalist.add(other.invite(Duration.ofHours(1)), "the desk"))
          .isInstanceOf(AddOutcome.NameTaken.class);
      assertThat(other.add(editor.invite("Alena", Duration.ofHours(1)), "the desk"))
          .isInstanceOf(AddOutcome.Added.class);

      var unused = editor.receive(People.LONG);

      assertThat(editor.contacts()).extracting(Contact::name).containsExactly("Alena", "Alena 2");
    }
  }

  @Test
  void aNameWithInvisibleCharactersIsRefused() {
    Contact desk = People.meet(editor, "the desk", journalist, "Alena");

    assertThat(journalist.rename(desk, "the\u202Edesk"))
        .isInstanceOf(RenameOutcome.NameRefused.class);
    assertThat(journalist.rename(desk, "")).isInstanceOf(RenameOutcome.NameRefused.class);
    assertThat(journalist.rename(desk, "newsroom")).isInstanceOf(RenameOutcome.Renamed.class);
    assertThat(journalist.contact("newsroom")).isPresent();
  }

  @Test
  void aWrongCapabilityAndAMissingAccountAreOneAnswer() {
    MeetLink link = editor.invite(Duration.ofHours(1));
    ContactCard card = link.card();
    ContactCard wrong =
        new ContactCard(
            card.relays(),
            card.account(),
            card.identityFingerprint(),
            Capability.random(new SeededRandom(7)));

    assertThat(journalist.add(new MeetLink(wrong, link.token(), link.expiresAt()), "the desk"))
        .isInstanceOf(AddOutcome.NoSuchMailbox.class);
  }

  @Test
  void anInvitationToAnotherRelayNamesIt() {
    try (RelaySimulator elsewhere = RelaySimulator.started(clock);
        Device stranger = People.join(elsewhere, folder.resolve("far"), People.options(clock))) {
      assertThat(journalist.add(stranger.invite(Duration.ofHours(1)), "far"))
          .isEqualTo(new AddOutcome.OtherRelay(elsewhere.url()));
    }
  }

  @Test
  void aGuestMayWriteBeforeTheHostHasNoticed() {
    assertThat(journalist.add(editor.invite(Duration.ofDays(1)), "the desk"))
        .isInstanceOf(AddOutcome.Added.class);
    relay.tamper(Tampering.REORDER);
    People.accepted(journalist.send(journalist.contact("the desk").orElseThrow(), "it is me"));

    assertThat(People.receive(editor)).containsExactly("it is me");
    assertThat(editor.contacts()).hasSize(1);
  }
}
