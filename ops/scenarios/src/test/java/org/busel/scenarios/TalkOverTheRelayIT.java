package org.busel.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.busel.sdk.ChangeOutcome;
import org.busel.sdk.Conversation;
import org.busel.sdk.Device;
import org.busel.sdk.Event;
import org.busel.sdk.Listening;
import org.busel.sdk.Message;
import org.busel.sdk.Options;
import org.busel.sdk.ReceiptMode;
import org.busel.sdk.SendOutcome;
import org.busel.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What two people do with what they have said, over the real relay and the embedded store; their clock is set by hand.
final class TalkOverTheRelayIT {
  private static final Duration RECEIPTS = Duration.ofMinutes(5);

  @TempDir Path folder;

  private final ManualClock clock = ManualClock.at(Clock.systemUTC().instant());
  private final Options options = People.OPTIONS.withClock(clock);
  private RealRelay relay;
  private Device editor;
  private Device journalist;
  private Conversation desk;
  private Conversation alena;

  @BeforeEach
  void theyMeet() {
    relay = new RealRelay(folder.resolve("relay"));
    editor = People.join(folder.resolve("editor"), relay.invite(), options);
    journalist = People.join(folder.resolve("journalist"), relay.invite(), options);
    People.meet(editor, "Editor", journalist, "Journalist");
    desk = journalist.conversation(People.contact(journalist, "Editor"));
    alena = editor.conversation(People.contact(editor, "Journalist"));
  }

  @AfterEach
  void close() {
    editor.close();
    journalist.close();
    relay.close();
  }

  @Test
  void repliesEditsAndReactionsReachTheOther() {
    Message asked = sent(desk, "at nine?");
    Message received = received(editor);
    assertThat(alena.reply(received, "at ten")).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(alena.react(received, "👍")).isInstanceOf(ChangeOutcome.Changed.class);
    assertThat(desk.edit(asked, "at nine sharp?")).isInstanceOf(ChangeOutcome.Changed.class);

    assertThat(received(journalist).marks().answers()).contains(asked.number());
    assertThat(People.receive(editor)).isEmpty();

    Message here = alena.message(received.number()).orElseThrow();
    assertThat(here.text()).isEqualTo("at nine sharp?");
    assertThat(here.marks().earlier()).containsExactly("at nine?");
    assertThat(desk.message(asked.number()).orElseThrow().marks().reactions()).hasSize(1);
  }

  @Test
  void whatIsDeletedForEveryoneNoLongerWaitsAtTheRelay() {
    Message secret = sent(desk, "my address");
    assertThat(desk.edit(secret, "my new address")).isInstanceOf(ChangeOutcome.Changed.class);

    assertThat(desk.deleteForEveryone(secret)).isInstanceOf(ChangeOutcome.Changed.class);
    relay.restart(); // in order: the log knows what was taken back

    assertThat(editor.receive(People.PATIENCE).events()).isEmpty();
    assertThat(alena.history(10)).isEmpty();
    assertThat(desk.message(secret.number()).orElseThrow().body())
        .isEqualTo(new Message.Body.Deleted());
  }

  @Test
  void theSenderLearnsThatAMessageHasComeAndWasRead() {
    editor.receipts(ReceiptMode.READ);
    Message note = sent(desk, "on my way");
    Message received = received(editor);

    clock.advance(RECEIPTS);
    assertThat(People.receive(editor)).isEmpty();
    assertThat(People.receive(journalist)).isEmpty();
    assertThat(desk.message(note.number()).orElseThrow().state())
        .isEqualTo(Message.State.DELIVERED);
    alena.markRead(received);
    clock.advance(RECEIPTS);
    assertThat(People.receive(editor)).isEmpty();
    assertThat(People.receive(journalist)).isEmpty();

    assertThat(desk.message(note.number()).orElseThrow().state()).isEqualTo(Message.State.READ);
  }

  @Test
  void theSenderIsWarnedBeforeTheRelayDropsAMessage() {
    Message note = sent(desk, "call me");

    clock.advance(Duration.ofDays(28));
    List<Event> events = journalist.receive(People.PATIENCE).events();

    assertThat(events).singleElement().isInstanceOf(Event.MessageExpiring.class);
    assertThat(desk.message(note.number()).orElseThrow().state())
        .isEqualTo(Message.State.EXPIRING);
  }

  @Test
  void messagesDisappearAtBothEnds() {
    desk.disappearAfter(Duration.ofMinutes(5));
    Message once = sent(desk, "burn this");
    editor.receive(People.PATIENCE).messages().forEach(alena::markRead);

    clock.advance(Duration.ofMinutes(5));

    assertThat(desk.message(once.number())).isEmpty();
    assertThat(alena.history(10)).extracting(Message::text).doesNotContain("burn this");
  }

  @Test
  void typingIsShownAndLeavesNothingAtTheRelay() {
    journalist.showTyping(true);
    assertThat(alena.send("are you there?")).isInstanceOf(SendOutcome.Accepted.class);
    assertThat(People.receive(journalist)).hasSize(1);
    List<Event> events = new CopyOnWriteArrayList<>();
    try (Listening _ = editor.listen(events::add)) {
      await().until(() -> events.stream().anyMatch(Event.Connected.class::isInstance));
      int before = Bytes.below(relay.folder().resolve("store/mailboxes")).size();
      String records = mailboxes();

      desk.typing();

      await().until(() -> events.stream().anyMatch(Event.Typing.class::isInstance));
      assertThat(mailboxes()).isEqualTo(records);
      assertThat(Bytes.below(relay.folder().resolve("store/mailboxes"))).hasSize(before);
    }
  }

  private String mailboxes() {
    StringBuilder all = new StringBuilder();
    Bytes.below(relay.folder().resolve("store/mailboxes"))
        .forEach((file, bytes) -> all.append(new String(bytes, StandardCharsets.ISO_8859_1)));
    return all.toString();
  }

  private static Message sent(Conversation conversation, String text) {
    SendOutcome outcome = conversation.send(text);
    assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
    return ((SendOutcome.Accepted) outcome).message();
  }

  private static Message received(Device device) {
    List<Message> messages = device.receive(People.PATIENCE).messages();
    assertThat(messages).hasSize(1);
    return messages.getFirst();
  }
}
