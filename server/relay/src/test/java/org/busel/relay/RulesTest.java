package org.busel.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Random;
import org.busel.store.contract.InMemoryRelayStore;
import org.busel.wire.Capability;
import org.busel.wire.InvitationToken;
import org.busel.wire.Limits;
import org.busel.wire.v1.ClientFrame;
import org.busel.wire.v1.CountKeys;
import org.busel.wire.v1.Hello;
import org.busel.wire.v1.Refusal;
import org.busel.wire.v1.Refusal.Code;
import org.busel.wire.v1.Request;
import org.busel.wire.v1.Response;
import org.busel.wire.v1.SealedEnvelope;
import org.busel.wire.v1.Submit;
import org.busel.wire.v1.UploadKeys;
import org.busel.wire.v1.Welcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the relay refuses, and that nobody else notices.
class RulesTest {
  @TempDir static Path folder;
  private static RunningRelay relay;
  private static TestDevice editor;

  @BeforeAll
  static void start() {
    relay = RunningRelay.open(folder, new InMemoryRelayStore());
    editor = relay.newDevice();
  }

  @AfterAll
  static void stop() {
    relay.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void garbageIsRefusedAsMalformedAndHarmsNobodyElse(long seed) {
    Line bystander = relay.logIn(relay.newDevice());
    assertThat(bystander.push().hasDrained()).isTrue();
    Line hostile = seed % 2 == 0 ? relay.inbox() : relay.outbox();
    byte[] garbage = new byte[(int) (1 + seed * 1_000)];
    new Random(seed).nextBytes(garbage);
    garbage[0] = (byte) 0xff; // a field number above any that protobuf has

    hostile.sendBytes(ByteString.copyFrom(garbage));

    assertClosed(hostile, Code.CODE_MALFORMED, 4400);
    bystander.send(count());
    assertThat(bystander.response().hasKeys()).isTrue();
  }

  @Test
  void aTruncatedFrameIsRefusedAsMalformed() {
    Line outbox = relay.openOutbox();
    ByteString whole = editor.message(1, 1024).toByteString();

    outbox.sendBytes(whole.substring(0, whole.size() - 1));

    assertClosed(outbox, Code.CODE_MALFORMED, 4400);
  }

  @Test
  void aTextMessageIsRefusedAsMalformed() {
    Line outbox = relay.openOutbox();

    outbox.sendText("hello");

    assertClosed(outbox, Code.CODE_MALFORMED, 4400);
  }

  @Test
  void aFrameAboveTheLimitIsRefusedAsTooLarge() {
    Line outbox = relay.openOutbox();

    outbox.sendBytes(TestDevice.content(0, Limits.FRAME_BYTES + 1));

    assertClosed(outbox, Code.CODE_TOO_LARGE, 4413);
  }

  @Test
  void aMessageFarAboveTheLimitEndsTheConnectionOnly() {
    Line hostile = relay.openOutbox();

    hostile.sendBytes(TestDevice.content(0, 8 << 20));

    assertThat(hostile.closeCodeIfAny()).isNotEqualTo(1000);
    assertThat(relay.openOutbox().isClosed()).isFalse();
  }

  @Test
  void aRequestBeforeLoginIsRefused() {
    Line inbox = relay.inbox();
    Welcome _ = inbox.hello();

    inbox.send(count());

    assertClosed(inbox, Code.CODE_NOT_LOGGED_IN, 4401);
  }

  @Test
  void aRequestBeforeHelloIsRefused() {
    Line outbox = relay.outbox();

    outbox.send(editor.message(1, 1024));

    assertClosed(outbox, Code.CODE_MALFORMED, 4400);
  }

  @Test
  void anAcknowledgementBeforeLoginIsRefused() {
    Line inbox = relay.inbox();
    Welcome _ = inbox.hello();

    inbox.send(TestDevice.acknowledge(TestDevice.content(0, 16)));

    assertClosed(inbox, Code.CODE_NOT_LOGGED_IN, 4401);
  }

  @Test
  void aSecondHelloIsRefused() {
    Line outbox = relay.openOutbox();

    outbox.send(ClientFrame.newBuilder().setHello(Hello.newBuilder().setVersion(1)).build());

    assertClosed(outbox, Code.CODE_MALFORMED, 4400);
  }

  @Test
  void anOutboxTakesNoLoginAndNoAcknowledgement() {
    Line first = relay.outbox();
    ByteString relayId = first.hello().getRelayId();
    Line second = relay.openOutbox();

    first.send(editor.login(relayId, TestDevice.content(0, 32)));
    second.send(TestDevice.acknowledge(TestDevice.content(0, 16)));

    assertClosed(first, Code.CODE_WRONG_CONNECTION, 4400);
    assertClosed(second, Code.CODE_WRONG_CONNECTION, 4400);
  }

  @Test
  void aFrameOfAnUnknownKindIsRefused() {
    Line outbox = relay.openOutbox();

    outbox.sendBytes(ByteString.fromHex("a20600")); // field 100, an empty message

    assertClosed(outbox, Code.CODE_UNKNOWN_CALL, 4400);
  }

  @Test
  void anUnknownCallIsAnsweredAndTheConnectionStays() {
    Line outbox = relay.openOutbox();

    outbox.send(TestDevice.request(Request.newBuilder()));

    assertThat(outbox.response().getRefusal().getCode()).isEqualTo(Code.CODE_UNKNOWN_CALL);
    outbox.send(editor.message(1, 1024));
    assertThat(outbox.response().hasAccepted()).isTrue();
  }

  @Test
  void aCallOfTheOtherConnectionIsAnsweredAndTheConnectionStays() {
    Line outbox = relay.openOutbox();

    outbox.send(count());

    assertThat(outbox.response().getRefusal().getCode()).isEqualTo(Code.CODE_WRONG_CONNECTION);
    outbox.send(editor.message(1, 1024));
    assertThat(outbox.response().hasAccepted()).isTrue();
  }

  @Test
  void aRegistrationThatIsNotTheFirstRequestIsNotDone() {
    Line outbox = relay.openOutbox();
    InvitationToken token = relay.relay().invite(Duration.ofMinutes(1)).token();

    outbox.send(editor.message(1, 1024));
    outbox.send(new TestDevice().register(token));

    assertThat(outbox.response().hasAccepted()).isTrue();
    assertThat(outbox.response().getRefusal().getCode()).isEqualTo(Code.CODE_WRONG_CONNECTION);
  }

  @Test
  void aMissingDeviceAndAWrongSignatureAreOneAnswer() {
    Line missing = relay.inbox();
    Line wrong = relay.inbox();

    missing.send(new TestDevice().login(missing.hello()));
    wrong.send(editor.login(wrong.hello().getRelayId(), TestDevice.content(0, 32)));

    Refusal answer = missing.next().getRefusal();
    assertThat(answer.getCode()).isEqualTo(Code.CODE_LOGIN_REFUSED);
    assertThat(wrong.next().getRefusal()).isEqualTo(answer);
    assertThat(missing.closeCode()).isEqualTo(4401);
    assertThat(wrong.closeCode()).isEqualTo(4401);
  }

  @Test
  void aLoginProofForAnotherRelayIsRefused() {
    Line inbox = relay.inbox();
    Welcome welcome = inbox.hello();

    inbox.send(editor.login(TestDevice.content(7, 32), welcome.getChallenge()));

    assertClosed(inbox, Code.CODE_LOGIN_REFUSED, 4401);
  }

  @Test
  void aNewerLoginReplacesTheOlder() {
    TestDevice device = relay.newDevice();
    Line older = relay.logIn(device);
    assertThat(older.push().hasDrained()).isTrue();

    Line newer = relay.logIn(device);

    assertClosed(older, Code.CODE_REPLACED, 4409);
    assertThat(newer.push().hasDrained()).isTrue();
    Line outbox = relay.openOutbox();
    outbox.send(device.message(1, 1024));
    assertThat(newer.push().hasDelivery()).isTrue();
  }

  @Test
  void aMissingAccountAndAWrongCapabilityAreOneAnswer() {
    Line outbox = relay.openOutbox();
    TestDevice nobody = new TestDevice();
    ByteString wrong = Capability.random(new SecureRandom()).bytes();

    Response[] answers = {
      ask(outbox, Request.newBuilder().setSubmit(nobody.submit(1, 1024))),
      ask(outbox, Request.newBuilder().setSubmit(editor.submit(1, 1024).setCapability(wrong))),
      ask(outbox, Request.newBuilder().setFetchBundles(nobody.fetch())),
      ask(outbox, Request.newBuilder().setFetchBundles(editor.fetch().setCapability(wrong)))
    };

    assertThat(answers).allMatch(answer -> answer.equals(answers[0]));
    assertThat(answers[0].getRefusal().getCode()).isEqualTo(Code.CODE_NO_SUCH_MAILBOX);
  }

  @Test
  void aSubmitMustNameExactlyTheDevicesOfTheAccount() {
    Line outbox = relay.openOutbox();
    SealedEnvelope one = editor.submit(1, 1024).getEnvelopes(0);
    Submit.Builder another = editor.submit(1, 1024).setEnvelopes(0, one.toBuilder().setDevice(3));
    Submit.Builder stale =
        editor.submit(1, 1024).setEnvelopes(0, one.toBuilder().setRegistrationId(5));

    Refusal wrongDevice = ask(outbox, Request.newBuilder().setSubmit(another)).getRefusal();
    Refusal wrongRegistration = ask(outbox, Request.newBuilder().setSubmit(stale)).getRefusal();

    assertThat(wrongDevice.getCode()).isEqualTo(Code.CODE_DEVICE_MISMATCH);
    assertThat(wrongDevice.getMismatch().getMissingList()).containsExactly(1);
    assertThat(wrongDevice.getMismatch().getExtraList()).containsExactly(3);
    assertThat(wrongRegistration.getMismatch().getStaleList()).containsExactly(1);
  }

  @Test
  void anInvitationIsGoodOnceAndAnInventedOneNever() {
    InvitationToken token = relay.relay().invite(Duration.ofMinutes(1)).token();
    Line first = relay.openOutbox();
    Line second = relay.openOutbox();
    Line third = relay.openOutbox();

    first.send(new TestDevice().register(token));
    assertThat(first.response().hasRegistered()).isTrue();
    second.send(new TestDevice().register(token));
    third.send(new TestDevice().register(InvitationToken.random(new SecureRandom())));

    assertThat(second.response().getRefusal().getCode()).isEqualTo(Code.CODE_INVITATION_USED);
    assertThat(third.response().getRefusal().getCode()).isEqualTo(Code.CODE_INVITATION_UNKNOWN);
    assertThat(second.closeCode()).isEqualTo(1000);
    assertThat(third.closeCode()).isEqualTo(1000);
  }

  @Test
  void aKeySignedBySomebodyElseIsRefusedWithTheWholeUpload() {
    TestDevice device = relay.newDevice();
    UploadKeys.Builder keys = device.keys(1, 1).setLastResortKem(new TestDevice().kem());

    assertThat(upload(device, keys)).isEqualTo(Code.CODE_KEYS_REFUSED);
    assertThat(keysLeft(device)).isEqualTo(2);
  }

  @Test
  void aPointOfLowOrderIsRefusedWithTheWholeUpload() {
    TestDevice device = relay.newDevice();
    UploadKeys.Builder keys = device.keys(2, 0);
    ByteString zero = ByteString.fromHex("05" + "00".repeat(32));
    keys.setOneTimeEc(1, keys.getOneTimeEc(1).toBuilder().setPublicKey(zero));

    assertThat(upload(device, keys)).isEqualTo(Code.CODE_KEYS_REFUSED);
    assertThat(keysLeft(device)).isEqualTo(2);
  }

  @Test
  void aSignedPointOfLowOrderIsRefused() {
    TestDevice device = relay.newDevice();
    byte[] one = new byte[33];
    one[0] = 5;
    one[1] = 1;
    UploadKeys.Builder keys = device.keys(0, 0).setSignedPrekey(device.signed(one));

    assertThat(upload(device, keys)).isEqualTo(Code.CODE_KEYS_REFUSED);
  }

  @Test
  void oneIdForTwoKeysIsRefused() {
    TestDevice device = relay.newDevice();
    UploadKeys.Builder keys = device.keys(2, 0);
    keys.setOneTimeEc(1, keys.getOneTimeEc(1).toBuilder().setId(keys.getOneTimeEc(0).getId()));

    assertThat(upload(device, keys)).isEqualTo(Code.CODE_KEYS_REFUSED);
  }

  @Test
  void aRequestIdInUseIsRefused() {
    Line outbox = relay.openOutbox();
    ClientFrame frame = editor.message(1, 98_304);

    // The second comes before the first can have been answered, or it does not: try until it does.
    for (int i = 0; i < 50 && !outbox.isClosed(); i++) {
      outbox.sendIfOpen(frame);
    }

    assertThat(outbox.closeCode()).isEqualTo(4400);
  }

  private static void assertClosed(Line line, Code code, int close) {
    assertThat(line.next().getRefusal().getCode()).isEqualTo(code);
    assertThat(line.closeCode()).isEqualTo(close);
  }

  private static Response ask(Line line, Request.Builder request) {
    line.send(TestDevice.request(request));
    return line.response().toBuilder().clearId().build();
  }

  private static Code upload(TestDevice device, UploadKeys.Builder keys) {
    Line inbox = relay.logIn(device);
    assertThat(inbox.push().hasDrained()).isTrue();
    return ask(inbox, Request.newBuilder().setUploadKeys(keys)).getRefusal().getCode();
  }

  private static int keysLeft(TestDevice device) {
    Line inbox = relay.logIn(device);
    assertThat(inbox.push().hasDrained()).isTrue();
    inbox.send(count());
    return inbox.response().getKeys().getOneTimeEc();
  }

  private static ClientFrame count() {
    return TestDevice.request(Request.newBuilder().setCountKeys(CountKeys.getDefaultInstance()));
  }
}
