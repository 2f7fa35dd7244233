package org.busel.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.busel.mailbox.MailboxLimits;
import org.busel.relay.limits.Limit;
import org.busel.relay.limits.LimitRules;
import org.busel.relay.listen.ConnectionLimits;
import org.busel.store.contract.InMemoryRelayStore;
import org.busel.wire.Limits;
import org.busel.wire.v1.CountKeys;
import org.busel.wire.v1.Refusal.Code;
import org.busel.wire.v1.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens when there is too much, too slow, too long, or no store.
class PressureTest {
  @TempDir Path folder;

  @Test
  void aFullMailboxRefusesAndAnotherIsNotAffected() {
    try (RunningRelay relay =
        RunningRelay.open(folder, new InMemoryRelayStore(new MailboxLimits(2, 96 << 10)))) {
      TestDevice full = relay.newDevice();
      TestDevice other = relay.newDevice();
      Line outbox = relay.openOutbox();

      outbox.send(full.message(1, 1024));
      outbox.send(full.message(2, 1024));
      outbox.send(full.message(3, 1024));
      outbox.send(other.message(4, 1024));

      assertThat(outbox.response().hasAccepted()).isTrue();
      assertThat(outbox.response().hasAccepted()).isTrue();
      assertThat(outbox.response().getRefusal().getCode()).isEqualTo(Code.CODE_MAILBOX_FULL);
      assertThat(outbox.response().hasAccepted()).isTrue();
    }
  }

  @Test
  void nothingIsAcceptedWhileTheStoreDoesNotAnswer() {
    FailingStore store = new FailingStore();
    try (RunningRelay relay = RunningRelay.open(folder, store)) {
      TestDevice editor = relay.newDevice();
      Line outbox = relay.openOutbox();
      Request.Builder submit = Request.newBuilder().setSubmit(editor.submit(1, 1024));

      store.fail(true);
      outbox.send(TestDevice.request(submit));
      assertThat(outbox.response().getRefusal().getCode()).isEqualTo(Code.CODE_UNAVAILABLE);
      store.fail(false);
      outbox.send(TestDevice.request(submit));

      assertThat(outbox.response().hasAccepted()).isTrue();
    }
  }

  @Test
  void aDeviceThatDoesNotReadIsNotWrittenToAndLosesNothing() {
    try (RunningRelay relay =
        RunningRelay.open(
            folder,
            new InMemoryRelayStore(),
            config ->
                config.withRules(
                    LimitRules.DEFAULTS.with(Limit.ACCOUNT_SUBMIT_KIB, Optional.empty())))) {
      TestDevice slow = relay.newDevice();
      TestDevice other = relay.newDevice();
      Line outbox = relay.openOutbox();
      for (int i = 0; i < 300; i++) {
        outbox.send(slow.message(i, 96 << 10));
        assertThat(outbox.response().hasAccepted()).isTrue();
      }

      Line inbox = relay.logIn(slow);
      inbox.stopReading();
      Line bystander = relay.logIn(other);
      assertThat(bystander.push().hasDrained()).isTrue();
      outbox.send(other.message(1, 1024));
      assertThat(bystander.push().hasDelivery()).isTrue();
      // The kernel takes some megabytes of the 28; the rest has not been read from the store.
      assertThat(relay.metric("relay_mailbox_deliveries_envelopes_total")).isLessThan(200);
      inbox.readAgain();

      for (int i = 0; i < 300; i++) {
        var delivery = inbox.push().getDelivery();
        assertThat(delivery.getContent().byteAt(0)).isEqualTo((byte) i);
        inbox.send(TestDevice.acknowledge(delivery.getEnvelopeId()));
      }
      assertThat(inbox.push().hasDrained()).isTrue();
    }
  }

  @Test
  void noMoreThanAWindowIsOfferedBeforeTheDeviceAcknowledges() {
    try (RunningRelay relay = RunningRelay.open(folder, new InMemoryRelayStore())) {
      TestDevice editor = relay.newDevice();
      Line outbox = relay.openOutbox();
      for (int i = 0; i < Limits.UNACKNOWLEDGED_DELIVERIES + 1; i++) {
        outbox.send(editor.message(i, 1024));
        assertThat(outbox.response().hasAccepted()).isTrue();
      }

      Line inbox = relay.logIn(editor);
      await().until(() -> inbox.waiting() == Limits.UNACKNOWLEDGED_DELIVERIES);
      inbox.send(
          TestDevice.request(Request.newBuilder().setCountKeys(CountKeys.getDefaultInstance())));
      var first = inbox.push().getDelivery();
      for (int i = 1; i < Limits.UNACKNOWLEDGED_DELIVERIES; i++) {
        assertThat(inbox.push().hasDelivery()).isTrue();
      }
      assertThat(inbox.response().hasKeys()).isTrue(); // and not one delivery more

      inbox.send(TestDevice.acknowledge(first.getEnvelopeId()));
      var last = inbox.push().getDelivery();
      inbox.send(TestDevice.acknowledge(last.getEnvelopeId()));
      assertThat(inbox.push().hasDrained()).isTrue();
    }
  }

  @Test
  void requestsBeyondTheLimitWaitInTheSocketAndAreAnsweredInOrder() {
    FailingStore store = new FailingStore();
    try (RunningRelay relay = RunningRelay.open(folder, store)) {
      TestDevice editor = relay.newDevice();
      Line outbox = relay.openOutbox();
      store.hold();

      List<Long> asked = new ArrayList<>();
      for (int i = 0; i < 3 * Limits.REQUESTS_IN_FLIGHT; i++) {
        var frame = editor.message(i, 1024);
        asked.add(frame.getRequest().getId());
        outbox.send(frame);
      }
      store.release();

      for (long id : asked) {
        var answer = outbox.response();
        assertThat(answer.getId()).isEqualTo(id);
        assertThat(answer.hasAccepted()).isTrue();
      }
    }
  }

  @Test
  void whatTheRelayHasNoRoomForIsRefusedAsBusyAndNotDone() {
    FailingStore store = new FailingStore();
    try (RunningRelay relay =
        RunningRelay.open(
            folder,
            store,
            config ->
                config.withConnections(
                    ConnectionLimits.DEFAULTS.withBytesInWork(Limits.FRAME_BYTES)))) {
      TestDevice editor = relay.newDevice();
      Line first = relay.openOutbox();
      Line second = relay.openOutbox();
      store.hold();

      first.send(editor.message(1, 96 << 10));
      first.send(editor.message(2, 96 << 10));
      await().until(() -> store.held() == 2);
      await()
          .until(() -> {
            second.send(editor.message(3, 96 << 10));
            return second.waiting() > 0;
          });
      assertThat(second.response().getRefusal().getCode()).isEqualTo(Code.CODE_BUSY);
      store.release();

      assertThat(first.response().hasAccepted()).isTrue();
      assertThat(first.response().hasAccepted()).isTrue();
    }
  }

  @Test
  void whoSaysNothingInTimeIsSentAway() {
    try (RunningRelay relay = impatient(RunningRelay.impatient())) {
      Line silent = relay.outbox();
      Line halfway = relay.inbox();
      var _ = halfway.hello();

      assertThat(silent.next().getRefusal().getCode()).isEqualTo(Code.CODE_NOT_LOGGED_IN);
      assertThat(halfway.next().getRefusal().getCode()).isEqualTo(Code.CODE_NOT_LOGGED_IN);
      assertThat(silent.closeCode()).isEqualTo(4401);
      assertThat(halfway.closeCode()).isEqualTo(4401);
    }
  }

  @Test
  void whoAnswersPingsStaysAndWhoIsSilentTooLongIsSentAway() {
    try (RunningRelay relay = impatient(RunningRelay.impatient())) {
      Line outbox = relay.openOutbox(); // its client answers pings by itself
      await().during(Duration.ofSeconds(1)).until(() -> !outbox.isClosed());
    }
    ConnectionLimits.Times noPingInTime =
        new ConnectionLimits.Times(
            Duration.ofSeconds(10),
            Duration.ofMillis(300),
            Duration.ofMillis(200),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1));
    try (RunningRelay relay = impatient(noPingInTime)) {
      Line outbox = relay.openOutbox();

      assertThat(outbox.next().getRefusal().getCode()).isEqualTo(Code.CODE_IDLE);
      assertThat(outbox.closeCode()).isEqualTo(4408);
    }
  }

  @Test
  void aClosingRelayTellsDevicesToComeBackAndAnswersWhatWasAsked() {
    FailingStore store = new FailingStore();
    RunningRelay relay = RunningRelay.open(folder, store);
    TestDevice editor = relay.newDevice();
    Line inbox = relay.logIn(editor);
    assertThat(inbox.push().hasDrained()).isTrue();
    Line outbox = relay.openOutbox();
    store.hold();
    outbox.send(editor.message(1, 1024));
    await().until(() -> store.held() == 1);
    Thread closing = Thread.ofVirtual().start(relay::close);

    assertThat(inbox.push().getClosing().getReconnectAfterMillis()).isPositive();
    assertThat(inbox.closeCode()).isEqualTo(1012);
    store.release();

    assertThat(outbox.response().hasAccepted()).isTrue();
    assertThat(outbox.closeCode()).isEqualTo(1012);
    await().until(() -> !closing.isAlive());
  }

  private RunningRelay impatient(ConnectionLimits.Times times) {
    return RunningRelay.open(
        folder,
        new InMemoryRelayStore(),
        config -> config.withConnections(ConnectionLimits.DEFAULTS.withTimes(times)));
  }
}
