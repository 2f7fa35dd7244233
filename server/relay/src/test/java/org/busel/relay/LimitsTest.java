package org.busel.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.busel.relay.limits.Limit;
import org.busel.relay.limits.LimitRules;
import org.busel.relay.limits.Rate;
import org.busel.storage.RelayStore;
import org.busel.store.contract.InMemoryRelayStore;
import org.busel.wire.v1.Refusal;
import org.busel.wire.v1.Refusal.Code;
import org.busel.wire.v1.Request;
import org.busel.wire.v1.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who asks too often waits; the others do not notice.
class LimitsTest {
  @TempDir Path folder;

  @Test
  void aHolderOfTheCapabilityCannotTakeAllOneTimeKeys() {
    try (RunningRelay relay = RunningRelay.open(folder, new InMemoryRelayStore())) {
      TestDevice journalist = relay.newDevice();
      Line inbox = relay.logIn(journalist);
      inbox.send(TestDevice.request(Request.newBuilder().setUploadKeys(journalist.keys(98, 98))));
      assertThat(inbox.push().hasDrained()).isTrue();
      assertThat(inbox.response().getKeys().getOneTimeEc()).isEqualTo(100);
      TestDevice other = relay.newDevice();

      int taken = 0;
      Refusal refusal = Refusal.getDefaultInstance();
      while (taken < 100 && refusal.getCode() != Code.CODE_BUSY) {
        try (Line attacker = relay.openOutbox()) { // a new connection changes nothing
          Response answer = fetch(attacker, journalist);
          refusal = answer.getRefusal();
          taken += answer.getBundles().getBundlesCount();
        }
      }

      assertThat(taken).isEqualTo(Limit.ACCOUNT_FETCHES.usual().burst());
      assertThat(refusal.getRetryAfterMillis()).isEqualTo((int) Duration.ofMinutes(10).toMillis());
      assertThat(fetch(relay.openOutbox(), other).hasBundles()).isTrue();
    }
  }

  @Test
  void guessingIsSlowedInTheSameWayWhetherThereIsAnAccountOrNot() {
    try (RunningRelay relay = running(new InMemoryRelayStore(), Limit.CAPABILITY_CALLS, rate(3))) {
      TestDevice known = relay.newDevice();
      TestDevice unknown = new TestDevice();
      TestDevice stranger = new TestDevice();
      Line outbox = relay.openOutbox();

      for (int i = 0; i < 5; i++) {
        Response wrong =
            ask(
                outbox,
                Request.newBuilder()
                    .setFetchBundles(known.fetch().setCapability(stranger.capability.bytes())));
        Response missing = fetch(outbox, unknown);

        assertThat(missing.getRefusal()).isEqualTo(wrong.getRefusal());
        assertThat(missing.getRefusal().getCode())
            .isEqualTo(i < 3 ? Code.CODE_NO_SUCH_MAILBOX : Code.CODE_BUSY);
      }
      assertThat(fetch(outbox, known).hasBundles()).isTrue();
    }
  }

  @Test
  void aMailboxCannotBeFilledAtOnceAndOthersAreNotSlowedByTheAttempt() {
    try (RunningRelay relay =
        running(new InMemoryRelayStore(), Limit.ACCOUNT_SUBMIT_KIB, rate(8))) {
      TestDevice flooded = relay.newDevice();
      TestDevice other = relay.newDevice();
      Line outbox = relay.openOutbox();

      for (int i = 0; i < 4; i++) {
        assertThat(ask(outbox, submit(flooded, 2 << 10)).hasAccepted()).isTrue();
      }

      assertThat(ask(outbox, submit(flooded, 2 << 10)).getRefusal().getCode())
          .isEqualTo(Code.CODE_BUSY);
      assertThat(ask(outbox, submit(other, 2 << 10)).hasAccepted()).isTrue();
    }
  }

  @Test
  void aConnectionThatAsksTooMuchWaitsAndStaysOpen() {
    try (RunningRelay relay =
        running(new InMemoryRelayStore(), Limit.CONNECTION_REQUESTS, rate(30))) {
      TestDevice editor = relay.newDevice();
      Line hasty = relay.openOutbox();

      for (int i = 0; i < 30; i++) {
        assertThat(ask(hasty, submit(editor, 1 << 10)).hasAccepted()).isTrue();
      }

      Refusal refusal = ask(hasty, submit(editor, 1 << 10)).getRefusal();
      assertThat(refusal.getCode()).isEqualTo(Code.CODE_BUSY);
      assertThat(refusal.getRetryAfterMillis()).isPositive();
      assertThat(hasty.isClosed()).isFalse();
      assertThat(ask(relay.openOutbox(), submit(editor, 1 << 10)).hasAccepted()).isTrue();
    }
  }

  @Test
  void oneNetworkOpensOnlySoManyConnections() {
    try (RunningRelay relay =
        RunningRelay.open(
            folder, new InMemoryRelayStore(), counted(Limit.PREFIX_CONNECTIONS, rate(2)))) {
      Line _ = relay.openOutbox();
      Line _ = relay.openOutbox();

      assertThatThrownBy(relay::openOutbox).rootCause().hasMessageContaining("503");
      assertThat(relay.relay().port()).isPositive();
    }
  }

  @Test
  void oneNetworkLogsInOnlySoOften() {
    try (RunningRelay relay =
        RunningRelay.open(
            folder, new InMemoryRelayStore(), counted(Limit.PREFIX_LOGINS, rate(2)))) {
      TestDevice editor = relay.newDevice();
      Line _ = relay.logIn(editor);
      Line _ = relay.logIn(editor);

      Line third = relay.inbox();
      third.send(editor.login(third.hello()));

      assertThat(third.next().getRefusal().getCode()).isEqualTo(Code.CODE_BUSY);
      assertThat(third.closeCode()).isEqualTo(1012);
    }
  }

  @Test
  void newPeopleWaitWhileTheDiskIsShortAndMessagesGoOn() {
    InMemoryRelayStore store = new InMemoryRelayStore();
    TestDevice early;
    try (RunningRelay relay = RunningRelay.open(folder, store)) {
      early = relay.newDevice();
    }
    try (RunningRelay relay =
        RunningRelay.open(
            folder,
            store,
            config ->
                config.withLoad(
                    new RelayConfig.Load(
                        config.load().connections(), config.load().rules(), Long.MAX_VALUE / 2)))) {
      Line late = relay.openOutbox();
      late.send(new TestDevice().register(relay.link().token()));

      Refusal refusal = late.response().getRefusal();
      assertThat(refusal.getCode()).isEqualTo(Code.CODE_BUSY);
      assertThat(refusal.getRetryAfterMillis()).isEqualTo(60_000);
      assertThat(ask(relay.openOutbox(), submit(early, 1 << 10)).hasAccepted()).isTrue();
      assertThat(relay.logIn(early).push().hasDelivery()).isTrue();
    }
  }

  @Test
  void limitsHoldWhileTheStoreDoesNotAnswer() {
    FailingStore store = new FailingStore();
    try (RunningRelay relay = running(store, Limit.CAPABILITY_CALLS, rate(2))) {
      TestDevice editor = relay.newDevice();
      Line outbox = relay.openOutbox();
      store.fail(true);

      assertThat(ask(outbox, submit(editor, 1 << 10)).getRefusal().getCode())
          .isEqualTo(Code.CODE_UNAVAILABLE);
      assertThat(ask(outbox, submit(editor, 1 << 10)).getRefusal().getCode())
          .isEqualTo(Code.CODE_UNAVAILABLE);
      assertThat(ask(outbox, submit(editor, 1 << 10)).getRefusal().getCode())
          .isEqualTo(Code.CODE_BUSY);
    }
  }

  private RunningRelay running(RelayStore store, Limit limit, Rate rate) {
    return RunningRelay.open(
        folder,
        store,
        config -> config.withRules(LimitRules.DEFAULTS.with(limit, Optional.of(rate))));
  }

  private static UnaryOperator<RelayConfig> counted(Limit limit, Rate rate) {
    return config ->
        config.withRules(
            LimitRules.DEFAULTS.with(limit, Optional.of(rate)).withLoopbackCounted(true));
  }

  /// So much at once, and nothing more while a test runs.
  private static Rate rate(int burst) {
    return Rate.of(burst, 1, Duration.ofHours(1));
  }

  private static Request.Builder submit(TestDevice to, int bytes) {
    return Request.newBuilder().setSubmit(to.submit(1, bytes));
  }

  private static Response fetch(Line outbox, TestDevice of) {
    return ask(outbox, Request.newBuilder().setFetchBundles(of.fetch()));
  }

  private static Response ask(Line outbox, Request.Builder call) {
    outbox.send(TestDevice.request(call));
    return outbox.response();
  }
}
