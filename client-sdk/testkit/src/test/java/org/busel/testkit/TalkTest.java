package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.busel.sdk.ChangeOutcome;
import org.busel.sdk.Conversation;
import org.busel.sdk.Device;
import org.busel.sdk.Event;
import org.busel.sdk.Message;
import org.busel.sdk.SendOutcome;
import org.junit.jupiter.api.Test;

/// What two people can do with what they have said.
class TalkTest extends TwoPeople {
  @Test
  void aReplyNamesTheMessageThatItAnswersAtBothEnds() {
    People.accepted(desk.send("at nine?"));
    Message asked = received(editor);

    People.accepted(alena.reply(asked, "at ten"));
    Message answer = received(journalist);

    assertThat(answer.marks().answers()).contains(desk.history(1_000).get(0).number());
    assertThat(last(alena).marks().answers()).contains(asked.number());
  }

  @Test
  void anEditChangesTheWordsAndKeepsWhatTheyWere() {
    Message sent = sent(desk, "at nine");
    Message before = received(editor);

    ChangeOutcome edited = desk.edit(sent, "at ten");
    List<Event> events = editor.receive(People.LONG).events();

    assertThat(edited).isInstanceOf(ChangeOutcome.Changed.class);
    assertThat(((ChangeOutcome.Changed) edited).told()).isTrue();
    assertThat(events).singleElement().isInstanceOf(Event.MessageEdited.class);
    assertThat(last(alena).number()).isEqualTo(before.number());
    assertThat(last(alena).text()).isEqualTo("at ten");
    assertThat(last(alena).marks().earlier()).containsExactly("at nine");
    assertThat(last(desk).text()).isEqualTo("at ten");
  }

  @Test
  void nobodyEditsOrDeletesWhatSomebodyElseWrote() {
    People.accepted(desk.send("mine"));
    Message theirs = received(editor);

    assertThat(alena.edit(theirs, "yours")).isInstanceOf(ChangeOutcome.NotYours.class);
    assertThat(alena.deleteForEveryone(theirs)).isInstanceOf(ChangeOutcome.NotYours.class);
    assertThat(last(alena).text()).isEqualTo("mine");
  }

  @Test
  void aTextIsEditedForTwoDaysAndTwentyTimesOnly() {
    Message sent = sent(desk, "0");
    for (int i = 1; i <= 20; i++) {
      assertThat(desk.edit(sent, "edit " + i)).isInstanceOf(ChangeOutcome.Changed.class);
    }
    Message later = sent(desk, "later");

    assertThat(desk.edit(sent, "edit 21")).isEqualTo(new ChangeOutcome.TooOften(20));
    clock.advance(Duration.ofDays(2).plusSeconds(1));
    assertThat(desk.edit(later, "too late"))
        .isEqualTo(new ChangeOutcome.TooLate(Duration.ofDays(2)));
  }

  @Test
  void aDeletedMessageIsGoneAtBothEndsAndSaysThatItWasThere() {
    Message sent = sent(desk, "my address");
    assertThat(received(editor).text()).isEqualTo("my address");

    assertThat(desk.deleteForEveryone(sent)).isInstanceOf(ChangeOutcome.Changed.class);
    List<Event> events = editor.receive(People.LONG).events();

    assertThat(events).singleElement().isInstanceOf(Event.MessageDeleted.class);
    assertThat(last(alena).body()).isEqualTo(new Message.Body.Deleted());
    assertThat(last(desk).body()).isEqualTo(new Message.Body.Deleted());
  }

  @Test
  void aMessageThatStillWaitsAtTheRelayIsTakenBackFromThere() {
    Message sent = sent(desk, "my address");
    assertThat(desk.edit(sent, "my new address")).isInstanceOf(ChangeOutcome.Changed.class);
    assertThat(relay.waiting()).isEqualTo(2);

    assertThat(desk.deleteForEveryone(sent)).isInstanceOf(ChangeOutcome.Changed.class);

    assertThat(relay.waiting()).isEqualTo(1); // what tells the recipient, should it be there already
    assertThat(editor.receive(People.LONG).events()).isEmpty();
    assertThat(alena.history(10)).isEmpty();
  }

  @Test
  void aMessageThatNeverLeftIsNotSentAfterItWasDeleted() {
    relay.stop();
    assertThat(desk.send("never mind")).isInstanceOf(SendOutcome.Queued.class);

    ChangeOutcome deleted = desk.deleteForEveryone(last(desk));
    relay.start();
    assertThat(People.receive(journalist)).isEmpty();

    assertThat(((ChangeOutcome.Changed) deleted).told()).isFalse();
    assertThat(editor.receive(People.LONG).events()).isEmpty();
    assertThat(alena.history(10)).isEmpty();
  }

  @Test
  void everybodyHasOneReactionToAMessageAndCanTakeItBack() {
    Message sent = sent(desk, "published");
    Message theirs = received(editor);

    assertThat(alena.react(theirs, "👍")).isInstanceOf(ChangeOutcome.Changed.class);
    assertThat(alena.react(theirs, "❤️")).isInstanceOf(ChangeOutcome.Changed.class);
    assertThat(desk.react(sent, "🇧🇾")).isInstanceOf(ChangeOutcome.Changed.class);
    assertThat(journalist.receive(People.LONG).events())
        .hasSize(2)
        .hasOnlyElementsOfType(Event.MessageReacted.class);

    assertThat(last(desk).marks().reactions())
        .extracting(Message.Reaction::emoji)
        .containsExactlyInAnyOrder("🇧🇾", "❤️");
    assertThat(alena.react(theirs, "")).isInstanceOf(ChangeOutcome.Changed.class);
    assertThat(People.receive(journalist)).isEmpty();
    assertThat(last(desk).marks().reactions())
        .containsExactly(new Message.Reaction(Optional.empty(), "🇧🇾"));
  }

  @Test
  void aReactionIsOneEmojiAndNoWords() {
    Message sent = sent(desk, "published");

    for (String wrong : List.of("ok", "👍👍", "a", " ", "👍!", "1")) {
      assertThat(desk.react(sent, wrong)).as(wrong).isInstanceOf(ChangeOutcome.NotAnEmoji.class);
    }
    for (String right : List.of("👍🏽", "👩‍💻", "1️⃣", "☎", "🏳️‍🌈")) {
      assertThat(desk.react(sent, right)).as(right).isInstanceOf(ChangeOutcome.Changed.class);
    }
  }

  @Test
  void aBlockedContactIsNeitherShownNorAnsweredNorWrittenTo() {
    alena.block(true);

    People.accepted(desk.send("let me in"));

    assertThat(editor.receive(People.LONG).events()).isEmpty();
    assertThat(alena.history(10)).isEmpty();
    clock.advance(Duration.ofMinutes(6));
    assertThat(People.receive(editor)).isEmpty();
    assertThat(relay.waiting()).isZero();
    assertThat(alena.send("no")).isInstanceOf(SendOutcome.Blocked.class);
    alena.block(false);
    People.accepted(desk.send("thank you"));
    assertThat(People.receive(editor)).containsExactly("thank you");
  }

  @Test
  void whatIsKeptForAConversationIsThereAfterReopening() {
    Instant until = clock.instant().plus(Duration.ofHours(8));
    alena.mute(until);
    alena.archive(true);
    alena.draft("I wanted to say");

    editor.close();
    editor = People.open(folder.resolve("editor"), People.options(clock));
    alena = editor.conversation(editor.contact("Alena").orElseThrow());

    assertThat(alena.settings().mutedUntil()).contains(until.truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
    assertThat(alena.settings().archived()).isTrue();
    assertThat(alena.settings().draft()).isEqualTo("I wanted to say");
  }

  @Test
  void somethingNewBringsAConversationBackUnlessItIsMuted() {
    alena.archive(true);
    People.accepted(desk.send("news"));
    assertThat(People.receive(editor)).containsExactly("news");
    assertThat(alena.settings().archived()).isFalse();

    alena.archive(true);
    alena.mute(Instant.MAX);
    People.accepted(desk.send("more news"));
    assertThat(People.receive(editor)).containsExactly("more news");
    assertThat(alena.settings().archived()).isTrue();
  }

  @Test
  void aDraftIsForgottenWhenSomethingIsSent() {
    desk.draft("half a");
    People.accepted(desk.send("half a word"));

    assertThat(desk.settings().draft()).isEmpty();
  }

  @Test
  void aTimerIsFiveMinutesToAYear() {
    assertThatIllegalArgumentException().isThrownBy(() -> desk.disappearAfter(Duration.ofMinutes(4)));
    assertThatIllegalArgumentException().isThrownBy(() -> desk.disappearAfter(Duration.ofDays(366)));
  }

  private static Message sent(Conversation conversation, String text) {
    SendOutcome outcome = conversation.send(text);
    assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
    return ((SendOutcome.Accepted) outcome).message();
  }

  private static Message received(Device device) {
    List<Message> messages = device.receive(People.LONG).messages();
    assertThat(messages).hasSize(1);
    return messages.get(0);
  }

  private static Message last(Conversation conversation) {
    return conversation.history(1).get(0);
  }
}
