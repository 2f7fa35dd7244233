package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.busel.sdk.ChangeOutcome;
import org.busel.sdk.Contact;
import org.busel.sdk.Conversation;
import org.busel.sdk.Device;
import org.busel.sdk.Event;
import org.busel.sdk.Listening;
import org.busel.sdk.Message;
import org.busel.sdk.Options;
import org.busel.sdk.SendOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a device does that is asked to wait, or to name another recipient.
class BusyRelayTest {
  @TempDir Path folder;

  private final RelaySimulator relay = RelaySimulator.started();
  private Device editor;
  private Device journalist;
  private Contact desk;

  @BeforeEach
  void bothMeet() {
    editor = People.join(relay, folder.resolve("editor"));
    journalist = People.join(relay, folder.resolve("journalist"));
    desk = People.meet(editor, "the desk", journalist, "Alena");
  }

  @AfterEach
  void close() {
    editor.close();
    journalist.close();
    relay.close();
  }

  @Test
  void aBusyRelayIsAskedAgainWhenTheTimeThatItNamedIsOver() {
    relay.refuseAsBusy(2, Duration.ofMillis(300));
    int before = relay.outboxCalls();
    long began = System.nanoTime();

    People.accepted(journalist.send(desk, "patience"));

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(600));
    assertThat(relay.outboxCalls() - before).isEqualTo(3);
    assertThat(People.receive(editor)).containsExactly("patience");
  }

  @Test
  void aRelayThatAsksForLongerThanACallMayTakeIsLeftAlone() {
    relay.refuseAsBusy(1, Duration.ofHours(1));
    int before = relay.outboxCalls();

    SendOutcome one = journalist.send(desk, "one");
    SendOutcome two = journalist.send(desk, "two");

    assertThat(one).isInstanceOf(SendOutcome.Queued.class);
    assertThat(((SendOutcome.Queued) two).reason()).contains("asks to wait");
    assertThat(relay.outboxCalls() - before).isEqualTo(1);
  }

  @Test
  void whatWaitsForABusyRelayGoesOutByItselfWhenTheTimeIsOver() {
    journalist.close();
    Options hasty =
        People.options(Clock.systemUTC())
            .withTiming(
                new Options.Timing(
                    People.LONG,
                    Duration.ofSeconds(1),
                    Duration.ofMillis(20),
                    Duration.ofSeconds(1)));
    journalist = People.open(folder.resolve("journalist"), hasty);
    relay.refuseAsBusy(1, Duration.ofSeconds(2));
    assertThat(journalist.send(desk, "later")).isInstanceOf(SendOutcome.Queued.class);
    List<Event> heard = new CopyOnWriteArrayList<>();

    Listening listening = journalist.listen(heard::add);

    await()
        .atMost(People.LONG)
        .until(() -> heard.stream().anyMatch(Event.MessageAccepted.class::isInstance));
    listening.close();
    assertThat(People.receive(editor)).containsExactly("later");
  }

  @Test
  void closingADeviceEndsItsWaiting() {
    relay.refuseAsBusy(100, Duration.ofSeconds(15));
    int before = relay.outboxCalls();
    CompletableFuture<Object> sending =
        CompletableFuture.supplyAsync(() -> journalist.send(desk, "never mind"));
    await().atMost(People.LONG).until(() -> relay.outboxCalls() > before);
    long began = System.nanoTime();

    journalist.close();

    assertThat(sending.handle((outcome, fault) -> true).join()).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    journalist = People.open(folder.resolve("journalist"));
    assertThat(People.texts(journalist.history(desk, 10))).containsExactly("never mind");
  }

  @Test
  void whatIsSealedAnewForOtherDevicesGoesUnderAnotherIdAndCanStillBeTakenBack() {
    People.accepted(journalist.send(desk, "a session"));
    assertThat(People.receive(editor)).hasSize(1);
    relay.setUpDevicesAnew();
    int before = relay.submittedIds().size();

    SendOutcome outcome = journalist.send(desk, "my address");
    Message secret = ((SendOutcome.Accepted) outcome).message();
    Conversation conversation = journalist.conversation(desk);
    relay.setUpDevicesAnew();
    assertThat(conversation.edit(secret, "my new address"))
        .isInstanceOf(ChangeOutcome.Changed.class);

    List<ByteString> ids =
        relay.submittedIds().subList(before, relay.submittedIds().size());
    assertThat(ids).hasSize(4).doesNotHaveDuplicates();
    assertThat(relay.waitingIds()).containsExactly(ids.get(1), ids.get(3));
    assertThat(conversation.deleteForEveryone(secret)).isInstanceOf(ChangeOutcome.Changed.class);
    assertThat(relay.waitingIds()).doesNotContainAnyElementsOf(ids);
  }
}
