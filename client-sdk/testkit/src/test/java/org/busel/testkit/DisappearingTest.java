package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.busel.sdk.Conversation;
import org.busel.sdk.Message;
import org.busel.sdk.SendOutcome;
import org.junit.jupiter.api.Test;

/// Messages that are erased some time after they were read.
class DisappearingTest extends TwoPeople {
  private static final Duration LIFE = Duration.ofHours(12);
  private static final Duration MOMENT = Duration.ofSeconds(1);

  @Test
  void bothSidesSeeThatAndHowMessagesDisappear() {
    desk.disappearAfter(LIFE);
    List<Message> received = editor.receive(People.LONG).messages();

    Message.Body set = new Message.Body.Note(Message.Happened.TIMER_SET, 0, LIFE);
    assertThat(received).extracting(Message::body).containsExactly(set);
    assertThat(desk.history(10)).extracting(Message::body).containsExactly(set);
    assertThat(alena.settings().disappearsAfter()).contains(LIFE);
  }

  @Test
  void aMessageDisappearsFromReadingThereAndFromSendingHere() {
    desk.disappearAfter(LIFE);
    People.accepted(desk.send("once"));
    Message unread = editor.receive(People.LONG).messages().get(1);
    assertThat(unread.marks().disappearsAfter()).contains(LIFE);

    clock.advance(LIFE.plus(MOMENT));
    assertThat(texts(desk)).isEmpty();
    assertThat(texts(alena)).containsExactly("once"); // not read yet
    alena.markRead(unread);
    clock.advance(LIFE.minus(MOMENT));
    assertThat(texts(alena)).containsExactly("once");
    clock.advance(MOMENT.multipliedBy(2));

    assertThat(texts(alena)).isEmpty();
    assertThat(alena.message(unread.number())).isEmpty();
    assertThat(alena.search("once", 10)).isEmpty();
  }

  @Test
  void timeGoesOnWhileTheAppIsClosed() {
    readOnce();

    editor.close();
    clock.advance(LIFE.plus(MOMENT));
    reopenTheEditor();

    assertThat(texts(alena)).isEmpty();
  }

  @Test
  void aClockThatIsSetBackDoesNotBringAMessageBackOrKeepIt() {
    readOnce();
    clock.advance(LIFE.dividedBy(2));
    assertThat(texts(alena)).containsExactly("once");

    editor.close();
    clock.advance(Duration.ofDays(-100));
    reopenTheEditor();
    assertThat(texts(alena)).containsExactly("once");
    clock.advance(LIFE.dividedBy(2).plus(MOMENT));

    assertThat(texts(alena)).isEmpty();
  }

  @Test
  void aClockThatJumpsAheadErasesAndSaysSo() {
    readOnce();

    editor.close();
    clock.advance(Duration.ofDays(100));
    reopenTheEditor();

    assertThat(texts(alena)).isEmpty();
    assertThat(alena.history(10))
        .last()
        .satisfies(note ->
            assertThat(note.body())
                .isInstanceOfSatisfying(
                    Message.Body.Note.class,
                    it -> {
                      assertThat(it.what()).isEqualTo(Message.Happened.CLOCK_JUMPED);
                      assertThat(it.count()).isEqualTo(1);
                      assertThat(it.time()).isBetween(Duration.ofDays(99), Duration.ofDays(101));
                    }));
  }

  @Test
  void whatHasDisappearedDoesNotComeBackWhenItIsDeliveredOnceMore() {
    relay.tamper(Tampering.REPLAY);
    desk.disappearAfter(LIFE);
    SendOutcome sent = desk.send("once");
    assertThat(sent).isInstanceOf(SendOutcome.Accepted.class);
    editor.receive(People.LONG).messages().forEach(alena::markRead);
    clock.advance(LIFE.plus(MOMENT));
    assertThat(texts(alena)).isEmpty();

    assertThat(People.receive(editor)).isEmpty();
    assertThat(texts(alena)).isEmpty();
  }

  @Test
  void theLatestWishStandsWhoeverHadIt() {
    desk.disappearAfter(LIFE);
    assertThat(People.receive(editor)).hasSize(1);
    clock.advance(MOMENT);
    alena.disappearAfter(Duration.ofDays(7));
    assertThat(People.receive(journalist)).hasSize(1);
    assertThat(desk.settings().disappearsAfter()).contains(Duration.ofDays(7));

    desk.disappearAfter(Duration.ZERO);
    assertThat(People.receive(editor)).hasSize(1);

    assertThat(alena.settings().disappearsAfter()).isEmpty();
    People.accepted(alena.send("stays"));
    assertThat(journalist.receive(People.LONG).messages().get(0).marks().disappearsAfter())
        .isEmpty();
  }

  private void readOnce() {
    desk.disappearAfter(LIFE);
    People.accepted(desk.send("once"));
    editor.receive(People.LONG).messages().forEach(alena::markRead);
    assertThat(texts(alena)).containsExactly("once");
  }

  private void reopenTheEditor() {
    editor = People.open(folder.resolve("editor"), People.options(clock));
    alena = editor.conversation(editor.contact("Alena").orElseThrow());
  }

  private static List<String> texts(Conversation conversation) {
    return conversation.history(100).stream()
        .filter(message -> message.body() instanceof Message.Body.Text)
        .map(Message::text)
        .toList();
  }
}
