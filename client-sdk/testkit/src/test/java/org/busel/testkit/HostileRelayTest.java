package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.busel.sdk.AddOutcome;
import org.busel.sdk.Contact;
import org.busel.sdk.Device;
import org.busel.sdk.Event;
import org.busel.sdk.ReceiveOutcome;
import org.busel.sdk.SendOutcome;
import org.busel.sdk.VerifyOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileRelayTest {
  @TempDir Path folder;

  private final RelaySimulator relay = RelaySimulator.started();
  private Device editor;
  private Device journalist;

  @BeforeEach
  void bothJoin() {
    editor = People.join(relay, folder.resolve("editor"));
    journalist = People.join(relay, folder.resolve("journalist"));
  }

  @AfterEach
  void close() {
    editor.close();
    journalist.close();
    relay.close();
  }

  @Test
  void messagesBroughtInAnotherOrderStandInTheOrderOfSending() {
    Contact desk = People.meet(editor, "the desk", journalist, "Alena");
    relay.tamper(Tampering.REORDER);
    List<String> sent = IntStream.range(0, 10).mapToObj(i -> "part " + i).toList();
    sent.forEach(text -> People.accepted(journalist.send(desk, text)));

    assertThat(People.receive(editor)).containsExactlyInAnyOrderElementsOf(sent);

    assertThat(People.texts(editor.history(editor.contact("Alena").orElseThrow(), 100)))
        .containsExactlyElementsOf(sent);
  }

  @Test
  void aReplayedMessageIsShownOnce() {
    Contact desk = People.meet(editor, "the desk", journalist, "Alena");
    relay.tamper(Tampering.REPLAY);

    People.accepted(journalist.send(desk, "once"));
    People.accepted(journalist.send(desk, "only"));

    assertThat(People.receive(editor)).containsExactly("once", "only");
    assertThat(editor.history(editor.contact("Alena").orElseThrow(), 100)).hasSize(2);
  }

  @Test
  void droppedMessagesDoNotHarmTheOthers() {
    Contact desk = People.meet(editor, "the desk", journalist, "Alena");
    relay.tamper(Tampering.DROP_EVERY_THIRD);

    for (int i = 0; i < 9; i++) {
      People.accepted(journalist.send(desk, "part " + i));
    }

    assertThat(People.receive(editor)).hasSize(6);
  }

  @Test
  void swappedKeysAreNoticedBeforeAnythingIsSent() {
    relay.tamper(Tampering.SWAP_KEYS);

    assertThat(journalist.add(editor.invite(Duration.ofHours(1)), "the desk"))
        .isInstanceOf(AddOutcome.KeyMismatch.class);
    assertThat(journalist.contacts()).isEmpty();
    assertThat(relay.waiting()).isZero();
  }

  @Test
  void anEnvelopeForSomebodyElseShowsNothing() {
    Contact desk = People.meet(editor, "the desk", journalist, "Alena");
    relay.tamper(Tampering.SWAP_ENVELOPES);
    People.accepted(journalist.send(desk, "not for you"));
    relay.tamper();

    assertThat(People.receive(editor)).isEmpty();
    assertThat(People.receive(journalist)).isEmpty();
    assertThat(editor.notices().unopenable() + journalist.notices().unopenable()).isEqualTo(1);
  }

  @Test
  void aChangedEnvelopeIsDroppedAndCounted() {
    Contact desk = People.meet(editor, "the desk", journalist, "Alena");
    relay.tamper(Tampering.CORRUPT_ENVELOPES);
    People.accepted(journalist.send(desk, "changed on the way"));
    relay.tamper();
    People.accepted(journalist.send(desk, "whole"));

    ReceiveOutcome received = editor.receive(People.LONG);

    assertThat(People.texts(received.messages())).containsExactly("whole");
    assertThat(received.events()).contains(new Event.EnvelopeUnopenable());
    await().atMost(People.LONG).until(() -> relay.waiting() == 0);
  }

  @Test
  void aBundleWithoutThePostQuantumKeyStartsNothing() {
    relay.tamper(Tampering.STRIP_POST_QUANTUM);

    AddOutcome outcome = journalist.add(editor.invite(Duration.ofHours(1)), "the desk");

    assertThat(outcome).isNotInstanceOf(AddOutcome.Added.class);
    assertThat(journalist.contacts()).isEmpty();
  }

  @Test
  void aOneTimeKeyGivenOutTwiceIsReported() {
    relay.tamper(Tampering.REUSE_ONE_TIME_KEYS);
    try (Device other = People.join(relay, folder.resolve("other"))) {
      People.meet(editor, "the desk", journalist, "Alena");
      AddOutcome second = other.add(editor.invite(Duration.ofHours(1)), "the desk");

      ReceiveOutcome received = editor.receive(People.LONG);

      assertThat(second).isInstanceOf(AddOutcome.Added.class);
      assertThat(received.events()).contains(new Event.OneTimeKeyReused());
      assertThat(editor.notices().reusedKeys()).isEqualTo(1);
    }
  }

  @Test
  void withoutOneTimeKeysPeopleStillMeet() {
    relay.exhaustOneTimeKeys();

    Contact desk = People.meet(editor, "the desk", journalist, "Alena");
    People.accepted(journalist.send(desk, "hello"));

    assertThat(People.receive(editor)).containsExactly("hello");
  }

  @Test
  void aDeviceThatWasSetUpAnewIsFoundAgainAndGetsTheMessage() {
    Contact desk = People.meet(editor, "the desk", journalist, "Alena");
    relay.setUpDevicesAnew();

    People.accepted(journalist.send(desk, "are you there"));

    assertThat(People.receive(editor)).containsExactly("are you there");
  }

  @Test
  void aChangedIdentityStopsSendingUntilAPersonHasLooked() {
    Contact desk = People.meet(editor, "the desk", journalist, "Alena");
    relay.setUpDevicesAnew();
    relay.tamper(Tampering.SWAP_KEYS);

    assertThat(journalist.send(desk, "secret")).isInstanceOf(SendOutcome.IdentityChanged.class);
    relay.tamper();
    assertThat(journalist.send(desk, "secret")).isInstanceOf(SendOutcome.IdentityChanged.class);
    assertThat(relay.waiting()).isZero();

    assertThat(journalist.markVerified(desk, journalist.safetyNumber(desk)))
        .isInstanceOf(VerifyOutcome.Verified.class);
    People.accepted(journalist.send(desk, "now it is safe"));
    assertThat(People.receive(editor)).containsExactly("now it is safe");
  }

  @Test
  void garbageInAMailboxIsDroppedAndCounted() {
    Contact desk = People.meet(editor, "the desk", journalist, "Alena");
    byte[] garbage = new byte[1024];
    new Random(3).nextBytes(garbage);
    for (int i = 0; i < 20; i++) {
      garbage[0] = (byte) (i * 16);
      relay.deliverToAll(ByteString.copyFrom(garbage));
    }
    People.accepted(journalist.send(desk, "after the garbage"));

    assertThat(People.receive(editor)).containsExactly("after the garbage");
    assertThat(editor.notices().unopenable()).isEqualTo(20);
  }
}
