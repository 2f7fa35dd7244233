package org.busel.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.busel.mailbox.MailboxStore;
import org.busel.store.contract.InMemoryRelayStore;
import org.busel.wire.v1.Bundles;
import org.busel.wire.v1.CertifySender;
import org.busel.wire.v1.CountKeys;
import org.busel.wire.v1.Delivery;
import org.busel.wire.v1.Request;
import org.busel.wire.v1.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signal.libsignal.metadata.certificate.CertificateValidator;
import org.signal.libsignal.metadata.certificate.SenderCertificate;
import org.signal.libsignal.protocol.ecc.ECPublicKey;

/// What devices can do that keep to the rules.
class ConversationTest {
  @TempDir Path folder;
  private RunningRelay relay;

  @BeforeEach
  void start() {
    relay = RunningRelay.open(folder, new InMemoryRelayStore());
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  @Test
  void aRegistrationIsAnsweredAndItsConnectionIsClosed() {
    TestDevice device = new TestDevice();
    Line outbox = relay.openOutbox();

    outbox.send(device.register(relay.relay().invite(Duration.ofMinutes(1)).token()));

    assertThat(outbox.response().getRegistered().getDevice()).isEqualTo(1);
    assertThat(outbox.closeCode()).isEqualTo(1000);
  }

  @Test
  void aRegisteredDeviceLogsInAndLearnsHowManyKeysItHasLeft() {
    TestDevice device = relay.newDevice();
    Line inbox = relay.inbox();

    inbox.send(device.login(inbox.hello()));

    assertThat(inbox.next().getLoggedIn().getKeys().getOneTimeEc()).isEqualTo(2);
  }

  @Test
  void anEmptyMailboxIsDrainedAtOnce() {
    Line inbox = relay.logIn(relay.newDevice());

    assertThat(inbox.push().hasDrained()).isTrue();
  }

  @Test
  void whatWaitedIsOfferedOldestFirstAndThenDrained() {
    TestDevice editor = relay.newDevice();
    Line outbox = relay.openOutbox();
    for (int i = 1; i <= 40; i++) {
      outbox.send(editor.message(i, 1024));
      assertThat(outbox.response().hasAccepted()).isTrue();
    }

    Line inbox = relay.logIn(editor);

    for (int i = 1; i <= 40; i++) {
      assertThat(inbox.push().getDelivery().getContent()).isEqualTo(TestDevice.content(i, 1024));
    }
    assertThat(inbox.push().hasDrained()).isTrue();
  }

  @Test
  void aConnectedDeviceIsOfferedANewMessageWithoutAsking() {
    TestDevice editor = relay.newDevice();
    Line inbox = relay.logIn(editor);
    assertThat(inbox.push().hasDrained()).isTrue();
    Line outbox = relay.openOutbox();

    outbox.send(editor.message(7, 4096));

    assertThat(outbox.response().hasAccepted()).isTrue();
    assertThat(inbox.push().getDelivery().getContent()).isEqualTo(TestDevice.content(7, 4096));
  }

  @Test
  void whatWasAcknowledgedIsNotOfferedAgainAndTheRestIs() {
    TestDevice editor = relay.newDevice();
    Line outbox = relay.openOutbox();
    for (int i = 1; i <= 3; i++) {
      outbox.send(editor.message(i, 1024));
      assertThat(outbox.response().hasAccepted()).isTrue();
    }
    Line first = relay.logIn(editor);
    List<ByteString> ids = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      ids.add(first.push().getDelivery().getEnvelopeId());
    }

    first.send(TestDevice.acknowledge(ids.get(0), ids.get(2)));
    first.send(TestDevice.request(Request.newBuilder().setCountKeys(count())));
    assertThat(first.push().hasDrained()).isTrue();
    assertThat(first.response().hasKeys()).isTrue(); // so the acknowledgement has been done
    first.close();
    Line second = relay.logIn(editor);

    assertThat(second.push().getDelivery().getEnvelopeId()).isEqualTo(ids.get(1));
    assertThat(second.push().hasDrained()).isTrue();
  }

  @Test
  void whatADeviceNeverTakesStandsInTheWayOfNothingForLong() {
    TestDevice editor = relay.newDevice();
    Line outbox = relay.openOutbox();
    for (int i = 1; i <= 2; i++) {
      outbox.send(editor.message(i, 1024));
      assertThat(outbox.response().hasAccepted()).isTrue();
    }

    int logins = 0;
    ByteString first = TestDevice.content(1, 1024);
    while (first.equals(TestDevice.content(1, 1024)) && logins < 5 * MailboxStore.MAX_OFFERS) {
      Line inbox = relay.logIn(editor);
      first = inbox.push().getDelivery().getContent();
      inbox.close();
      logins++;
    }

    assertThat(first).isEqualTo(TestDevice.content(2, 1024));
    assertThat(logins).isGreaterThan(MailboxStore.MAX_OFFERS);
  }

  @Test
  void aRepeatedSubmitIsAcceptedAgainAndDeliveredOnce() {
    TestDevice editor = relay.newDevice();
    Line outbox = relay.openOutbox();
    Request.Builder submit = Request.newBuilder().setSubmit(editor.submit(1, 1024));

    outbox.send(TestDevice.request(submit));
    assertThat(outbox.response().hasAccepted()).isTrue();
    outbox.send(TestDevice.request(submit));
    assertThat(outbox.response().hasAccepted()).isTrue();

    Line inbox = relay.logIn(editor);
    assertThat(inbox.push().hasDelivery()).isTrue();
    assertThat(inbox.push().hasDrained()).isTrue();
  }

  @Test
  void manyMessagesInFlightArriveInTheOrderInWhichTheyWereSent() {
    TestDevice editor = relay.newDevice();
    Line inbox = relay.logIn(editor);
    assertThat(inbox.push().hasDrained()).isTrue();
    Line outbox = relay.openOutbox();

    for (int i = 0; i < 500; i++) {
      outbox.send(editor.message(i, 1024));
    }

    for (int i = 0; i < 500; i++) {
      Delivery delivery = inbox.push().getDelivery();
      assertThat(delivery.getContent()).isEqualTo(TestDevice.content(i, 1024));
      inbox.send(TestDevice.acknowledge(delivery.getEnvelopeId()));
      assertThat(outbox.response().hasAccepted()).isTrue();
    }
  }

  @Test
  void oneTimeKeysAreGivenOutOnceAndThenTheLastResortKeyIs() {
    TestDevice editor = relay.newDevice();
    Line outbox = relay.openOutbox();
    List<Bundles> bundles = new ArrayList<>();

    for (int i = 0; i < 3; i++) {
      outbox.send(TestDevice.request(Request.newBuilder().setFetchBundles(editor.fetch())));
      bundles.add(outbox.response().getBundles());
    }

    assertThat(bundles.get(0).getBundles(0).getOneTimeEc())
        .isNotEqualTo(bundles.get(1).getBundles(0).getOneTimeEc());
    assertThat(bundles.get(0).getBundles(0).getKem())
        .isNotEqualTo(bundles.get(1).getBundles(0).getKem());
    assertThat(bundles.get(2).getBundles(0).hasOneTimeEc()).isFalse();
    assertThat(bundles.get(2).getBundles(0).hasKem()).isTrue();
  }

  @Test
  void aConnectedDeviceIsToldWhenAFetchLeavesItFewKeys() {
    TestDevice editor = relay.newDevice();
    Line inbox = relay.logIn(editor);
    assertThat(inbox.push().hasDrained()).isTrue();
    Line outbox = relay.openOutbox();

    outbox.send(TestDevice.request(Request.newBuilder().setFetchBundles(editor.fetch())));

    assertThat(inbox.push().getKeysLow().getOneTimeEc()).isEqualTo(1);
  }

  @Test
  void uploadedKeysAreCounted() {
    TestDevice editor = relay.newDevice();
    Line inbox = relay.logIn(editor);
    assertThat(inbox.push().hasDrained()).isTrue();

    inbox.send(TestDevice.request(Request.newBuilder().setUploadKeys(editor.keys(5, 4))));

    Response answer = inbox.response();
    assertThat(answer.getKeys().getOneTimeEc()).isEqualTo(7);
    assertThat(answer.getKeys().getOneTimeKem()).isEqualTo(6);
  }

  @Test
  void aSenderCertificateIsForTheDeviceThatAskedAndSignedUnderTheTrustRoot() throws Exception {
    TestDevice editor = relay.newDevice();
    Line inbox = relay.logIn(editor);
    assertThat(inbox.push().hasDrained()).isTrue();

    inbox.send(
        TestDevice.request(
            Request.newBuilder().setCertifySender(CertifySender.getDefaultInstance())));

    SenderCertificate certificate =
        new SenderCertificate(
            inbox.response().getSenderCertificate().getCertificate().toByteArray());
    new CertificateValidator(new ECPublicKey(relay.link().relay().trustRoot().toByteArray()))
        .validate(certificate, System.currentTimeMillis());
    assertThat(certificate.getSenderDeviceId()).isEqualTo(1);
    assertThat(certificate.getSenderE164()).isEmpty();
    assertThat(certificate.getKey()).isEqualTo(editor.identity.getPublicKey());
    assertThat(certificate.getExpiration() - System.currentTimeMillis())
        .isBetween(Duration.ofHours(70).toMillis(), Duration.ofDays(3).toMillis());
  }

  private static CountKeys count() {
    return CountKeys.getDefaultInstance();
  }
}
