package org.busel.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.busel.mailbox.MailboxLimits;
import org.busel.store.embedded.EmbeddedStore;
import org.busel.wire.AccountId;
import org.busel.wire.Limits;
import org.busel.wire.WithdrawalToken;
import org.busel.wire.v1.ClientFrame;
import org.busel.wire.v1.Request;
import org.busel.wire.v1.Response;
import org.busel.wire.v1.Submit;
import org.busel.wire.v1.Urgency;
import org.busel.wire.v1.Withdraw;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a sender may take back, and what a relay never keeps.
class WithdrawalTest {
  @TempDir Path folder;

  private final SecureRandom random = new SecureRandom();
  private final WithdrawalToken token = WithdrawalToken.random(random);
  private RunningRelay relay;
  private TestDevice editor;

  @BeforeEach
  void start() {
    relay =
        RunningRelay.open(
            folder, EmbeddedStore.open(folder.resolve("store"), MailboxLimits.DEFAULTS));
    editor = relay.newDevice();
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  @Test
  void anEnvelopeThatWaitsIsTakenBackByWhoSentIt() {
    Line outbox = relay.openOutbox();
    accepted(outbox, editor.submit(1, 1024).setId(token.envelopeId().bytes()));
    accepted(outbox, editor.submit(2, 1024));

    assertThat(withdraw(outbox, editor.account, token).hasWithdrawn()).isTrue();

    Line inbox = relay.logIn(editor);
    assertThat(inbox.push().getDelivery().getContent()).isEqualTo(TestDevice.content(2, 1024));
    assertThat(inbox.push().hasDrained()).isTrue();
  }

  @Test
  void theAnswerDoesNotTellWhetherAnythingWasThere() {
    Line outbox = relay.openOutbox();
    accepted(outbox, editor.submit(1, 1024).setId(token.envelopeId().bytes()));

    Response there = withdraw(outbox, editor.account, token);
    Response gone = withdraw(outbox, editor.account, token);
    Response nobody = withdraw(outbox, AccountId.random(random), token);

    assertThat(there).isEqualTo(gone).isEqualTo(nobody);
  }

  @Test
  void theWorkAndTheTimeDoNotTellWhetherAnythingWasThere() {
    FailingStore store = new FailingStore();
    try (RunningRelay other = RunningRelay.open(folder.resolve("other"), store)) {
      TestDevice device = other.newDevice();
      Line outbox = other.openOutbox();
      accepted(outbox, device.submit(1, 1024).setId(token.envelopeId().bytes()));
      List<AccountId> there = List.of(device.account, device.account, AccountId.random(random));

      for (AccountId account : there) { // waiting, gone, and nobody
        long begun = System.nanoTime();
        assertThat(withdraw(outbox, account, token).hasWithdrawn()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
            .isGreaterThanOrEqualTo(Duration.ofMillis(10));
        assertThat(store.takeAsked())
            .isEqualTo(IntStream.rangeClosed(1, Limits.DEVICE_NUMBER).boxed().toList());
      }
    }
  }

  @Test
  void whoKnowsOnlyTheIdTakesNothingBack() {
    Line outbox = relay.openOutbox();
    ByteString id = token.envelopeId().bytes();
    accepted(outbox, editor.submit(1, 1024).setId(id));

    WithdrawalToken guess = new WithdrawalToken(id.concat(id));
    assertThat(withdraw(outbox, editor.account, guess).hasWithdrawn()).isTrue();

    assertThat(relay.logIn(editor).push().hasDelivery()).isTrue();
  }

  @Test
  void nothingIsTakenBackOnTheConnectionThatKnowsWhoAsks() {
    Line inbox = relay.logIn(editor);
    assertThat(inbox.push().hasDrained()).isTrue();

    inbox.send(withdraw(editor.account, token));

    assertThat(inbox.response().getRefusal().getCode().name()).isEqualTo("CODE_WRONG_CONNECTION");
  }

  @Test
  void anEphemeralEnvelopeReachesADeviceThatIsConnectedAndNoFile() {
    Line inbox = relay.logIn(editor);
    assertThat(inbox.push().hasDrained()).isTrue();
    Line outbox = relay.openOutbox();

    accepted(outbox, ephemeral('e'));
    assertThat(inbox.push().getEphemeral().getContent()).isEqualTo(TestDevice.content('e', 1024));
    accepted(outbox, editor.submit('s', 1024));
    assertThat(inbox.push().getDelivery().getContent()).isEqualTo(TestDevice.content('s', 1024));

    assertThat(everyFile()).contains("s".repeat(1024)).doesNotContain("e".repeat(32));
  }

  @Test
  void anEphemeralEnvelopeForSomebodyWhoIsAwayIsGone() {
    Line outbox = relay.openOutbox();

    accepted(outbox, ephemeral('e'));

    assertThat(relay.logIn(editor).push().hasDrained()).isTrue();
    assertThat(everyFile()).doesNotContain("e".repeat(32));
  }

  @Test
  void anEphemeralEnvelopeNeedsTheCapabilityToo() {
    Line outbox = relay.openOutbox();

    outbox.send(request(ephemeral('e').setCapability(TestDevice.content(0, 32))));

    assertThat(outbox.response().getRefusal().getCode().name()).isEqualTo("CODE_NO_SUCH_MAILBOX");
  }

  private Submit.Builder ephemeral(char fill) {
    return editor.submit(fill, 1024).setUrgency(Urgency.URGENCY_EPHEMERAL);
  }

  private static void accepted(Line outbox, Submit.Builder submit) {
    outbox.send(request(submit));
    assertThat(outbox.response().hasAccepted()).isTrue();
  }

  private static ClientFrame request(Submit.Builder submit) {
    return TestDevice.request(Request.newBuilder().setSubmit(submit));
  }

  private static Response withdraw(Line outbox, AccountId account, WithdrawalToken token) {
    outbox.send(withdraw(account, token));
    return outbox.response().toBuilder().clearId().build();
  }

  private static ClientFrame withdraw(AccountId account, WithdrawalToken token) {
    return TestDevice.request(
        Request.newBuilder()
            .setWithdraw(
                Withdraw.newBuilder().setAccount(account.bytes()).setToken(token.bytes())));
  }

  private String everyFile() {
    StringBuilder bytes = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
      return bytes.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
