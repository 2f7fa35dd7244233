package org.busel.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import org.busel.store.contract.InMemoryRelayStore;
import org.busel.wire.v1.ClientFrame;
import org.busel.wire.v1.PublishDeviceList;
import org.busel.wire.v1.Refusal.Code;
import org.busel.wire.v1.RelayFrame;
import org.busel.wire.v1.Request;
import org.busel.wire.v1.Response;
import org.busel.wire.v1.SealedEnvelope;
import org.busel.wire.v1.SignedDeviceList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which devices an account has is what the account has signed, and nothing else.
class DeviceListsTest {
  @TempDir static Path folder;
  private static RunningRelay relay;

  private TestDevice first;
  private TestDevice second;

  @BeforeAll
  static void start() {
    relay = RunningRelay.open(folder, new InMemoryRelayStore());
  }

  @AfterAll
  static void stop() {
    relay.close();
  }

  @BeforeEach
  void register() {
    first = relay.newDevice();
    second = first.sibling(2);
  }

  @Test
  void aListedDeviceIsAddedAndASenderMustNameIt() {
    assertThat(link(second, TestDevice.list(1, first, second)).getRegistered().getDevice())
        .isEqualTo(2);

    assertThat(ask(first.message(1, 1024)).getRefusal().getMismatch().getMissingList())
        .containsExactly(2);
    assertThat(ask(toBoth(2)).hasAccepted()).isTrue();
    try (Line inbox = relay.logIn(second)) {
      assertThat(inbox.push().getDelivery().getContent().byteAt(0)).isEqualTo((byte) 2);
    }
  }

  @Test
  void whoeverMayFetchKeysGetsTheListAndSoDoesADeviceThatLogsIn() {
    SignedDeviceList list = TestDevice.list(1, first, second);
    assertThat(link(second, list).hasRegistered()).isTrue();

    Response bundles = ask(TestDevice.request(Request.newBuilder().setFetchBundles(first.fetch())));

    assertThat(bundles.getBundles().getDeviceList()).isEqualTo(list);
    assertThat(bundles.getBundles().getBundlesCount()).isEqualTo(2);
    try (Line inbox = relay.inbox()) {
      inbox.send(first.login(inbox.hello()));
      assertThat(inbox.next().getLoggedIn().getDeviceList()).isEqualTo(list);
    }
  }

  @Test
  void aListThatSomebodyElseHasSignedAddsNothing() {
    SignedDeviceList list = TestDevice.list(1, first, second);
    SignedDeviceList forged = new TestDevice().sign(list.getList());

    assertThat(link(second, forged).getRefusal().getCode())
        .isEqualTo(Code.CODE_DEVICE_LIST_REFUSED);
    assertThat(
            link(second, list.toBuilder().setList(list.getList().concat(extra())).build())
                .getRefusal()
                .getCode())
        .isEqualTo(Code.CODE_DEVICE_LIST_REFUSED);
    assertThat(ask(first.message(1, 1024)).hasAccepted()).isTrue();
  }

  @Test
  void aDeviceThatTheListDoesNotNameIsNotAdded() {
    assertThat(link(first.sibling(3), TestDevice.list(1, first, second)).getRefusal().getCode())
        .isEqualTo(Code.CODE_DEVICE_LIST_REFUSED);
  }

  @Test
  void anOlderListNeverReplacesANewerOne() {
    assertThat(link(second, TestDevice.list(2, first, second)).hasRegistered()).isTrue();
    try (Line inbox = relay.logIn(first)) {
      assertThat(publish(inbox, TestDevice.list(1, first)).getRefusal().getCode())
          .isEqualTo(Code.CODE_DEVICE_LIST_REFUSED);
    }
  }

  @Test
  void aRemovedDeviceIsSentAwayAndHasNoMailboxAnyMore() {
    assertThat(link(second, TestDevice.list(1, first, second)).hasRegistered()).isTrue();
    assertThat(ask(toBoth(3)).hasAccepted()).isTrue();
    Line removed = relay.logIn(second);
    assertThat(removed.push().hasDelivery()).isTrue();
    assertThat(removed.push().hasDrained()).isTrue();

    try (Line inbox = relay.logIn(first)) {
      inbox.send(publish(TestDevice.list(2, first)));
      assertThat(inbox.push().hasDelivery()).isTrue();
      assertThat(inbox.push().hasDrained()).isTrue();
      assertThat(inbox.response().hasDeviceListPublished()).isTrue();
    }

    assertThat(removed.next().getRefusal().getCode()).isEqualTo(Code.CODE_LOGIN_REFUSED);
    try (Line again = relay.inbox()) {
      again.send(second.login(again.hello()));
      RelayFrame answer = again.next();
      assertThat(answer.getRefusal().getCode()).isEqualTo(Code.CODE_LOGIN_REFUSED);
    }
    assertThat(ask(toBoth(4)).getRefusal().getMismatch().getExtraList()).containsExactly(2);
    assertThat(ask(first.message(5, 1024)).hasAccepted()).isTrue();
  }

  @Test
  void nobodyPublishesAListOfAnotherAccount() {
    TestDevice stranger = relay.newDevice();
    assertThat(link(second, TestDevice.list(1, first, second)).hasRegistered()).isTrue();

    try (Line inbox = relay.logIn(stranger)) {
      assertThat(publish(inbox, TestDevice.list(2, first)).getRefusal().getCode())
          .isEqualTo(Code.CODE_DEVICE_LIST_REFUSED);
    }
  }

  private ClientFrame toBoth(int fill) {
    return TestDevice.request(
        Request.newBuilder()
            .setSubmit(
                first
                    .submit(fill, 1024)
                    .addEnvelopes(
                        SealedEnvelope.newBuilder()
                            .setDevice(2)
                            .setRegistrationId(TestDevice.REGISTRATION_ID)
                            .setContent(TestDevice.content(fill, 1024)))));
  }

  private static ByteString extra() {
    return ByteString.copyFrom(new byte[] {0x20, 1});
  }

  private static Response link(TestDevice device, SignedDeviceList list) {
    return ask(device.link(list));
  }

  private static Response ask(ClientFrame frame) {
    try (Line outbox = relay.openOutbox()) {
      outbox.send(frame);
      return outbox.response();
    }
  }

  private static ClientFrame publish(SignedDeviceList list) {
    return TestDevice.request(
        Request.newBuilder()
            .setPublishDeviceList(PublishDeviceList.newBuilder().setDeviceList(list)));
  }

  private static Response publish(Line inbox, SignedDeviceList list) {
    assertThat(inbox.push().hasDrained()).isTrue();
    inbox.send(publish(list));
    return inbox.response();
  }
}
