package org.busel.sdk.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.busel.sdk.session.OpenOutcome.Duplicate;
import org.busel.sdk.session.OpenOutcome.Opened;
import org.busel.sdk.session.OpenOutcome.Standing;
import org.busel.wire.SealedContent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two devices that behave.
final class ConversationTest {
  private final VouchingRelay relay = new VouchingRelay();
  private TestDevice alice = new TestDevice(relay);
  private TestDevice bob = new TestDevice(relay);

  @BeforeEach
  void meet() {
    TestDevice[] both = TestDevice.inConversation(relay);
    alice = both[0];
    bob = both[1];
  }

  @Test
  void whatIsSealedByOneIsOpenedByTheOther() {
    for (int i = 0; i < 20; i++) {
      assertThat(bob.openText(alice.seal(bob, "question " + i))).isEqualTo("question " + i);
      assertThat(alice.openText(bob.seal(alice, "answer " + i))).isEqualTo("answer " + i);
    }
  }

  @Test
  void anOpenedMessageNamesItsSenderAndIdentity() {
    Opened opened = (Opened) bob.open(alice.seal(bob, "who am I"));

    assertThat(opened.sender()).isEqualTo(alice.id);
    assertThat(opened.identity()).isEqualTo(alice.identity.publicKey());
    assertThat(opened.standing()).isEqualTo(Standing.TRUSTED);
  }

  @Test
  void messagesOutOfOrderAreAllOpened() {
    List<SealedContent> sealed = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      sealed.add(alice.seal(bob, Integer.toString(i)));
    }
    Collections.reverse(sealed);

    List<String> opened = sealed.stream().map(bob::openText).toList();

    assertThat(opened).hasSize(30).doesNotHaveDuplicates().startsWith("29").endsWith("0");
  }

  @Test
  void aMessageThatIsOfferedAgainIsADuplicate() {
    SealedContent sealed = alice.seal(bob, "once");

    assertThat(bob.openText(sealed)).isEqualTo("once");
    assertThat(bob.open(sealed)).isEqualTo(new Duplicate());
  }

  @Test
  void aFirstMessageThatIsOfferedAgainIsADuplicate() {
    TestDevice carol = new TestDevice(relay);
    carol.startWith(bob, 5);
    SealedContent sealed = carol.seal(bob, "hello");

    assertThat(bob.openText(sealed)).isEqualTo("hello");
    assertThat(bob.open(sealed)).isEqualTo(new Duplicate());
  }

  @Test
  void bothMayStartAtOnce() {
    TestDevice carol = new TestDevice(relay);
    TestDevice dora = new TestDevice(relay);
    carol.startWith(dora, 0);
    dora.startWith(carol, 0);
    SealedContent fromCarol = carol.seal(dora, "from carol");
    SealedContent fromDora = dora.seal(carol, "from dora");

    assertThat(dora.openText(fromCarol)).isEqualTo("from carol");
    assertThat(carol.openText(fromDora)).isEqualTo("from dora");
    assertThat(dora.openText(carol.seal(dora, "again"))).isEqualTo("again");
    assertThat(carol.openText(dora.seal(carol, "again"))).isEqualTo("again");
  }

  @Test
  void aNewSessionLeavesMessagesOfTheOldOneReadable() {
    SealedContent underWay = alice.seal(bob, "sent before");

    alice.startWith(bob, 7);
    SealedContent fresh = alice.seal(bob, "sent after");

    assertThat(bob.openText(fresh)).isEqualTo("sent after");
    assertThat(bob.openText(underWay)).isEqualTo("sent before");
  }

  @Test
  void aStrangersFirstMessageIsOpenedAndMarked() {
    TestDevice carol = new TestDevice(relay);
    carol.startWith(bob, 9);

    Opened opened = (Opened) bob.open(carol.seal(bob, "you do not know me"));

    assertThat(opened.standing()).isEqualTo(Standing.STRANGER);
    assertThat(bob.sessions.seal(bob.records, carol.id, TestDevice.text("who?"), bob.certificate))
        .isEqualTo(new SealOutcome.NotTrusted());
    bob.trust(carol);
    assertThat(carol.openText(bob.seal(carol, "now I do"))).isEqualTo("now I do");
  }

  @Test
  void aRefusedMessageChangesNothing() {
    SealedContent forAlice = bob.seal(alice, "not for bob");
    Map<String, String> before = bob.records.print();

    assertThat(bob.open(forAlice)).isNotInstanceOf(Opened.class);
    assertThat(bob.records.print()).isEqualTo(before);
  }

  @Test
  void theRegistrationIdOfTheRecipientComesWithTheSeal() {
    SealOutcome.Sealed sealed =
        (SealOutcome.Sealed)
            alice.sessions.seal(alice.records, bob.id, TestDevice.text("hello"), alice.certificate);

    assertThat(sealed.registrationId()).isEqualTo(bob.identity.registrationId());
  }

  @Test
  void withoutASessionTheCallerIsToldToStartOne() {
    TestDevice carol = new TestDevice(relay);
    carol.trust(bob);

    assertThat(carol.sessions.hasSession(carol.records, bob.id)).isFalse();
    assertThat(
            carol.sessions.seal(carol.records, bob.id, TestDevice.text("hello"), carol.certificate))
        .isEqualTo(new SealOutcome.NoSession());
  }

  @Test
  void aSessionThatWasNeverAnsweredIsNotUsedAfterThirtyDays() {
    TestDevice carol = new TestDevice(relay);
    carol.startWith(bob, 3);
    assertThat(carol.sessions.hasSession(carol.records, bob.id)).isTrue();

    carol.clock.forward(Duration.ofDays(31));

    assertThat(carol.sessions.hasSession(carol.records, bob.id)).isFalse();
    assertThat(
            carol.sessions.seal(
                carol.records, bob.id, TestDevice.text("hello?"), carol.certificate))
        .isEqualTo(new SealOutcome.NoSession());
  }

  @Test
  void theIdentityInTheVaultIsTheSameAfterARestart() {
    try (var secret = DeviceIdentity.make()) {
      DeviceIdentity first = DeviceIdentity.of(secret);
      DeviceIdentity again = DeviceIdentity.of(secret);

      assertThat(again.publicKey()).isEqualTo(first.publicKey());
      assertThat(again.registrationId()).isEqualTo(first.registrationId()).isBetween(1, 16_380);
      assertThat(first.toString()).isEqualTo("DeviceIdentity[hidden]");
    }
  }
}
