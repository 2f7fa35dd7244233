package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.busel.sdk.Conversation;
import org.busel.sdk.Event;
import org.busel.sdk.Listening;
import org.busel.sdk.Message;
import org.busel.sdk.ReceiptMode;
import org.busel.sdk.SendOutcome;
import org.junit.jupiter.api.Test;

/// What a sender is told, what a recipient tells, and what neither must.
class ReceiptsTest extends TwoPeople {
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);

  @Test
  void theSenderIsToldThatAMessageHasComeButNotBeforeThirtySeconds() {
    People.accepted(desk.send("on my way"));
    assertThat(People.receive(editor)).containsExactly("on my way");

    clock.advance(Duration.ofSeconds(29));
    assertThat(People.receive(editor)).isEmpty();
    assertThat(relay.waiting()).isZero();

    clock.advance(LONGEST_DELAY);
    assertThat(People.receive(editor)).isEmpty();
    assertThat(journalist.receive(People.LONG).events())
        .singleElement()
        .isInstanceOf(Event.MessageDelivered.class);
    assertThat(state(desk)).isEqualTo(Message.State.DELIVERED);
  }

  @Test
  void manyMessagesAreOneReceiptInTheSizeOfAShortText() {
    for (int i = 0; i < 16; i++) {
      People.accepted(desk.send("note " + i));
    }
    assertThat(People.receive(editor)).hasSize(16);
    People.accepted(alena.send("thank you"));
    long text = relay.waitingBytes();
    assertThat(People.receive(journalist)).hasSize(1);

    clock.advance(LONGEST_DELAY);
    assertThat(People.receive(editor)).isEmpty();

    assertThat(relay.waiting()).isEqualTo(1);
    assertThat(relay.waitingBytes()).isEqualTo(text);
    assertThat(People.receive(journalist)).isEmpty();
    assertThat(desk.history(17))
        .filteredOn(it -> it.direction() == Message.Direction.OUTGOING)
        .allMatch(it -> it.state() == Message.State.DELIVERED);
  }

  @Test
  void readingIsToldOnlyByWhoWishesTo() {
    People.accepted(desk.send("first"));
    readAndReport();
    assertThat(state(desk)).isEqualTo(Message.State.DELIVERED);

    editor.receipts(ReceiptMode.READ);
    People.accepted(desk.send("second"));
    readAndReport();
    assertThat(state(desk)).isEqualTo(Message.State.READ);
  }

  @Test
  void nothingIsToldByWhoHasSwitchedReceiptsOff() {
    alena.receipts(Optional.of(ReceiptMode.OFF));
    People.accepted(desk.send("first"));
    readAndReport();
    assertThat(state(desk)).isEqualTo(Message.State.ACCEPTED);

    alena.receipts(Optional.empty());
    editor.receipts(ReceiptMode.OFF);
    People.accepted(desk.send("second"));
    readAndReport();
    assertThat(state(desk)).isEqualTo(Message.State.ACCEPTED);
  }

  @Test
  void receiptsThatWaitedAreNotSentByWhoSwitchesThemOffMeanwhile() {
    People.accepted(desk.send("first"));
    assertThat(People.receive(editor)).hasSize(1);

    alena.receipts(Optional.of(ReceiptMode.OFF));
    readAndReport();

    assertThat(relay.waiting()).isZero();
  }

  @Test
  void nothingButMessagesGetsAReceipt() {
    Message sent = ((SendOutcome.Accepted) desk.send("words")).message();
    readAndReport();
    assertThat(People.receive(journalist)).isEmpty();

    var edited = desk.edit(sent, "other words");
    var reacted = desk.react(sent, "👍");
    desk.disappearAfter(Duration.ofDays(1));
    desk.disappearAfter(Duration.ZERO);
    var deleted = desk.deleteForEveryone(sent);
    assertThat(List.of(edited, reacted, deleted)).doesNotContainNull();
    readAndReport();
    readAndReport();

    assertThat(relay.waiting()).isZero();
  }

  @Test
  void whatCouldNotBeOpenedIsNotSaidToBeDelivered() {
    relay.tamper(Tampering.CORRUPT_ENVELOPES);
    People.accepted(desk.send("changed on the way"));

    readAndReport();
    readAndReport();

    assertThat(relay.waiting()).isZero();
    assertThat(state(desk)).isEqualTo(Message.State.ACCEPTED);
  }

  @Test
  void aMessageThatNobodyFetchesIsToldBeforeItExpiresAndWhenItHas() {
    People.accepted(desk.send("call me"));

    clock.advance(Duration.ofDays(26));
    assertThat(journalist.receive(People.LONG).events()).isEmpty();
    clock.advance(Duration.ofDays(2));
    List<Event> soon = journalist.receive(People.LONG).events();
    assertThat(soon)
        .singleElement()
        .isInstanceOfSatisfying(
            Event.MessageExpiring.class,
            event -> assertThat(event.left()).isEqualTo(Duration.ofDays(2)));
    assertThat(state(desk)).isEqualTo(Message.State.EXPIRING);
    clock.advance(Duration.ofDays(2));
    assertThat(journalist.receive(People.LONG).events())
        .singleElement()
        .isInstanceOf(Event.MessageExpired.class);
    assertThat(state(desk)).isEqualTo(Message.State.EXPIRED);
  }

  @Test
  void aMessageThatHasExpiredIsSentAgainAndShownOnce() {
    People.accepted(desk.send("call me"));
    clock.advance(Duration.ofDays(31));
    assertThat(People.receive(journalist)).isEmpty();

    People.accepted(desk.sendAgain(desk.history(1).get(0)));

    assertThat(People.receive(editor)).containsExactly("call me");
    assertThat(desk.history(10)).hasSize(1);
    assertThat(desk.sendAgain(desk.history(1).get(0))).isInstanceOf(SendOutcome.Refused.class);
  }

  @Test
  void nobodyIsWarnedOfAMessageThatWasDeliveredOrAnswered() {
    People.accepted(desk.send("delivered"));
    readAndReport();
    assertThat(journalist.receive(People.LONG).messages()).isEmpty();
    editor.receipts(ReceiptMode.OFF);
    People.accepted(desk.send("answered"));
    assertThat(People.receive(editor)).hasSize(1);
    clock.advance(Duration.ofMinutes(1));
    People.accepted(alena.send("yes"));
    assertThat(People.receive(journalist)).hasSize(1);

    clock.advance(Duration.ofDays(31));

    assertThat(journalist.receive(People.LONG).events()).isEmpty();
  }

  @Test
  void typingIsShownToWhoIsConnectedAndKeptNowhere() {
    journalist.showTyping(true);
    People.accepted(alena.send("are you there?"));
    assertThat(People.receive(journalist)).hasSize(1);
    List<Event> events = new CopyOnWriteArrayList<>();
    try (Listening listening = editor.listen(events::add)) {
      assertThat(listening).isNotNull();
      await().until(() -> events.stream().anyMatch(Event.Connected.class::isInstance));
      desk.typing();
      desk.typing();

      await().until(() -> events.stream().anyMatch(Event.Typing.class::isInstance));
      People.accepted(desk.send("yes"));
      await().until(() -> events.stream().anyMatch(Event.MessageReceived.class::isInstance));
      assertThat(events).filteredOn(Event.Typing.class::isInstance).hasSize(1);
    }
    assertThat(alena.history(10)).hasSize(2);
  }

  @Test
  void typingIsToldToNobodyUnlessSwitchedOnAndInAConversation() {
    desk.typing(); // not switched on
    journalist.showTyping(true);
    desk.typing(); // nothing came from them
    clock.advance(Duration.ofHours(1));
    desk.typing();

    assertThat(relay.waiting()).isZero();
    assertThat(relay.ephemerals()).isZero();
  }

  private void readAndReport() {
    assertThat(editor.receive(People.LONG)).isNotNull();
    alena.history(1).forEach(alena::markRead);
    clock.advance(LONGEST_DELAY);
    assertThat(editor.receive(People.LONG).messages()).isEmpty();
    await().until(() -> relay.waiting() <= 1);
    if (relay.waiting() == 1) {
      assertThat(journalist.receive(People.LONG).messages()).isEmpty();
    }
  }

  private static Message.State state(Conversation conversation) {
    return conversation.history(1).get(0).state();
  }
}
