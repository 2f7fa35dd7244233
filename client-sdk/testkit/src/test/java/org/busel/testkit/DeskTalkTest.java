package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.busel.sdk.ChangeOutcome;
import org.busel.sdk.DeskConversation;
import org.busel.sdk.DeskOutcome;
import org.busel.sdk.DeskSendOutcome;
import org.busel.sdk.Event;
import org.busel.sdk.ExportOutcome;
import org.busel.sdk.Message;
import org.busel.sdk.ReceiptMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What members of a desk can do with what was said there. One desk for all tests, which leave it as it was.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskTalkTest {
  private static final Duration LIFE = Duration.ofHours(12);
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);
  private static final List<String> ALL = List.of("Ada", "Ben", "Cem", "Dan");

  @TempDir static Path folder;

  private final ManualClock clock = ManualClock.now();
  private final Map<String, Long> before = new HashMap<>();
  private Newsroom room;

  @BeforeAll
  void aDesk() {
    room = new Newsroom(folder, clock, ALL.toArray(String[]::new));
    room.founded();
  }

  @BeforeEach
  void nothingWasSaidYet() {
    room.settle();
    before.clear();
    for (String name : ALL) {
      List<Message> last = room.at(name).history(1);
      last.forEach(room.at(name)::markRead);
      before.put(name, last.isEmpty() ? 0 : last.get(0).number());
    }
  }

  @AfterEach
  void everybodyIsAsAtFirst() {
    room.relay.tamper();
    for (String name : List.of("Ben", "Cem", "Dan")) {
      if (!room.members("Ada").contains(name)) {
        room.comesIn(name);
      }
    }
    Newsroom.done(room.at("Ada").disappearAfter(Duration.ZERO));
    ALL.forEach(name -> room.at(name).receipts(Optional.empty()));
  }

  @AfterAll
  void close() {
    room.close();
  }

  @Test
  void aReplyNamesTheMessageThatItAnswersForEveryMember() {
    said("Ben", "who goes to the square?");
    room.settle();
    Message asked = room.last("Cem");

    assertThat(room.at("Cem").reply(asked, "I do")).isInstanceOf(DeskSendOutcome.Accepted.class);
    room.settle();

    for (String name : ALL) {
      assertThat(room.last(name).text()).isEqualTo("I do");
      assertThat(room.last(name).marks().answers())
          .contains(room.at(name).history(2).get(0).number());
    }
  }

  @Test
  void anEditChangesTheWordsForEverybodyAndIsItsAuthorsAlone() {
    Message sent = said("Ben", "at nine");
    room.settle();
    assertThat(room.at("Cem").edit(room.last("Cem"), "never"))
        .isInstanceOf(ChangeOutcome.NotYours.class);

    assertThat(room.at("Ben").edit(sent, "at ten"))
        .isInstanceOfSatisfying(
            ChangeOutcome.Changed.class, changed -> assertThat(changed.told()).isTrue());
    List<Event> events = room.events("Dan");
    room.settle();

    assertThat(events).singleElement().isInstanceOf(Event.MessageEdited.class);
    for (String name : ALL) {
      assertThat(texts(name)).containsExactly("at ten");
      assertThat(room.last(name).marks().earlier()).containsExactly("at nine");
    }
  }

  @Test
  void aDeletedMessageIsGoneWhereItWasReadAndTakenOutOfTheMailboxesWhereItWaits() {
    room.closes("Dan");
    Message sent = said("Ben", "my address");
    var edited = room.at("Ben").edit(sent, "my new address");
    assertThat(edited).isInstanceOf(ChangeOutcome.Changed.class);
    for (String name : List.of("Ada", "Cem")) {
      assertThat(room.hears(name)).containsExactly("my new address");
    }
    assertThat(room.relay.waiting()).isEqualTo(2); // for Dan

    assertThat(room.at("Ben").deleteForEveryone(sent)).isInstanceOf(ChangeOutcome.Changed.class);

    assertThat(room.relay.waiting()).isEqualTo(3); // one deletion for each, and nothing else
    room.reopens("Dan");
    room.settle();
    assertThat(texts("Dan")).isEmpty();
    for (String name : List.of("Ada", "Ben", "Cem")) {
      assertThat(room.last(name).body()).isEqualTo(new Message.Body.Deleted());
    }
    assertThat(room.at("Cem").deleteForEveryone(room.last("Cem")))
        .isInstanceOf(ChangeOutcome.NoSuchMessage.class);
  }

  @Test
  void whatWasDeletedBeforeItLeftNeverLeaves() {
    room.relay.stop();
    DeskSendOutcome queued = room.at("Ben").send("on second thoughts");
    Message sent = ((DeskSendOutcome.Queued) queued).message();
    assertThat(room.at("Ben").deleteForEveryone(sent)).isInstanceOf(ChangeOutcome.Changed.class);
    room.relay.start();
    room.settle();

    assertThat(texts("Ada")).isEmpty();
    assertThat(room.last("Ben").body()).isEqualTo(new Message.Body.Deleted());
  }

  @Test
  void everyMembersReactionStandsAndTheLastOfEachCounts() {
    said("Ben", "the ministry has answered");
    room.settle();
    for (String name : List.of("Ada", "Cem", "Dan")) {
      changed(room.at(name).react(room.last(name), "👀"));
    }
    changed(room.at("Cem").react(room.last("Cem"), "👍"));
    changed(room.at("Dan").react(room.last("Dan"), ""));
    room.settle();

    for (String name : ALL) {
      assertThat(room.last(name).marks().reactions())
          .extracting(Message.Reaction::emoji)
          .containsExactlyInAnyOrder("👀", "👍");
    }
  }

  @Test
  void aReactionThatComesBeforeItsMessageIsKeptForIt() {
    room.closes("Dan");
    said("Ben", "first");
    var unused = room.hears("Cem");
    changed(room.at("Cem").react(room.last("Cem"), "👍"));
    room.relay.tamper(Tampering.REORDER);
    room.reopens("Dan");
    room.settle();

    assertThat(room.last("Dan").text()).isEqualTo("first");
    assertThat(room.last("Dan").marks().reactions())
        .containsExactly(
            new Message.Reaction(Optional.of(room.member("Dan", "Cem").id()), "👍"));
  }

  @Test
  void whoIsOutChangesNothingAnyMore() {
    Message sent = said("Ben", "before");
    room.settle();
    room.closes("Dan");
    room.removes("Ada", "Ben");
    room.relay.stop(); // Ben has not heard of it
    changed(room.at("Ben").edit(sent, "after"));
    changed(room.at("Ben").deleteForEveryone(said("Ben", "unheard")));
    DeskConversation bens = room.at("Ben");
    room.relay.start();
    room.reopens("Dan");
    room.settle();

    for (String name : List.of("Ada", "Cem", "Dan")) {
      assertThat(texts(name)).containsExactly("before");
    }
    assertThat(bens.edit(sent, "later")).isInstanceOf(ChangeOutcome.NotAMember.class);
    assertThat(bens.react(sent, "👍")).isInstanceOf(ChangeOutcome.NotAMember.class);
  }

  @Test
  void onlyAnAdminSetsTheTimerAndWhoComesLaterHasItToo() {
    room.removes("Ada", "Dan");
    room.settle();
    assertThat(room.at("Ben").disappearAfter(LIFE)).isInstanceOf(DeskOutcome.NotAnAdmin.class);
    Newsroom.done(room.at("Ada").disappearAfter(LIFE));
    room.settle();
    room.comesIn("Dan");

    for (String name : ALL) {
      assertThat(room.at(name).settings().disappearsAfter()).contains(LIFE);
    }
    assertThat(room.last("Cem").body())
        .isEqualTo(new Message.Body.Note(Message.Happened.TIMER_SET, 0, LIFE));
    said("Dan", "once");
    room.settle();
    assertThat(room.last("Cem").marks().disappearsAfter()).contains(LIFE);
  }

  @Test
  void whatIsSaidUnderATimerDisappearsForEachMemberAfterReading() {
    Newsroom.done(room.at("Ada").disappearAfter(LIFE));
    room.settle();
    said("Ben", "once");
    room.settle();
    room.at("Cem").markRead(room.last("Cem"));
    clock.advance(LIFE.plusSeconds(1));

    assertThat(texts("Ben")).isEmpty();
    assertThat(texts("Cem")).isEmpty();
    assertThat(texts("Dan")).containsExactly("once"); // not read yet
    room.at("Dan").markRead(room.last("Dan"));
    clock.advance(LIFE.plusSeconds(1));
    assertThat(texts("Dan")).isEmpty();
  }

  @Test
  void inADeskNobodySendsReceiptsUnlessTheyWishTo() {
    room.device("Cem").receipts(ReceiptMode.READ); // for contacts only
    Message sent = said("Ben", "hello");
    room.settle();
    room.at("Cem").markRead(room.last("Cem"));
    clock.advance(LONGEST_DELAY);
    room.settle();

    assertThat(now("Ben", sent).marks().reach()).contains(new Message.Reach(3, 0, 0));
  }

  @Test
  void receiptsGoToTheAuthorAloneAndAreCounted() {
    for (String name : List.of("Ada", "Cem", "Dan")) {
      room.at(name).receipts(Optional.of(ReceiptMode.READ));
    }
    Message sent = said("Ben", "hello");
    room.settle();
    room.at("Cem").markRead(room.last("Cem"));
    clock.advance(LONGEST_DELAY);
    room.settle();

    assertThat(now("Ben", sent).marks().reach()).contains(new Message.Reach(3, 3, 1));
    assertThat(now("Ben", sent).state()).isEqualTo(Message.State.DELIVERED);
    assertThat(room.last("Ada").marks().reach()).isEmpty();
    for (String name : List.of("Ada", "Dan")) {
      room.at(name).markRead(room.last(name));
    }
    clock.advance(LONGEST_DELAY);
    for (String name : List.of("Ada", "Dan")) {
      assertThat(room.hears(name)).isEmpty();
    }
    assertThat(room.relay.waiting()).isEqualTo(2); // both for Ben
    room.settle();

    assertThat(now("Ben", sent).marks().reach()).contains(new Message.Reach(3, 3, 3));
    assertThat(now("Ben", sent).state()).isEqualTo(Message.State.READ);
  }

  @Test
  void receiptsThatWaitForAnAuthorWhoHasGoneAreNotSent() {
    room.at("Cem").receipts(Optional.of(ReceiptMode.DELIVERED));
    said("Ben", "hello");
    room.settle();
    room.removes("Ada", "Ben");
    room.settle();
    clock.advance(LONGEST_DELAY);

    assertThat(room.hears("Cem")).isEmpty();
    assertThat(room.relay.waiting()).isZero();
  }

  @Test
  void aDeskIsSearchedMutedArchivedDraftedAndExportedLikeAnyConversation() throws Exception {
    said("Ben", "интервью на вокзале");
    room.settle();
    DeskConversation desk = room.at("Cem");
    desk.mute(Instant.MAX);
    desk.draft("dear all,");
    desk.archive(true);

    assertThat(desk.search("Вокзал", 10)).containsExactly(room.last("Cem"));
    assertThat(room.device("Cem").search("вокзала", 10)).containsExactly(room.last("Cem"));
    assertThat(desk.settings().mutedUntil()).isPresent();
    assertThat(desk.settings().archived()).isTrue();
    assertThat(desk.settings().draft()).isEqualTo("dear all,");
    Path file = folder.resolve("desk.txt");
    assertThat(desk.export(file)).isInstanceOf(ExportOutcome.Exported.class);
    assertThat(Files.readString(file, StandardCharsets.UTF_8)).contains("Ben: интервью");

    said("Cem", "dear all");
    assertThat(desk.settings().archived()).isFalse();
    assertThat(desk.settings().draft()).isEmpty();
    desk.deleteHere(room.last("Cem"));
    assertThat(room.last("Cem").text()).isEqualTo("интервью на вокзале");
  }

  private Message said(String who, String text) {
    DeskSendOutcome outcome = room.at(who).send(text);
    return outcome instanceof DeskSendOutcome.Queued queued
        ? queued.message()
        : ((DeskSendOutcome.Accepted) outcome).message();
  }

  private Message now(String name, Message message) {
    return room.at(name).message(message.number()).orElseThrow();
  }

  /// What was said in this test.
  private List<String> texts(String name) {
    return room.at(name).history(100).stream()
        .filter(message -> message.number() > before.getOrDefault(name, 0L))
        .filter(message -> !(message.body() instanceof Message.Body.Note))
        .map(Message::text)
        .toList();
  }

  private static void changed(ChangeOutcome outcome) {
    assertThat(outcome).isInstanceOf(ChangeOutcome.Changed.class);
  }
}
