package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.busel.sdk.Contact;
import org.busel.sdk.Desk;
import org.busel.sdk.DeskInvite;
import org.busel.sdk.DeskOutcome;
import org.busel.sdk.DeskSendOutcome;
import org.busel.sdk.Event;
import org.busel.sdk.Member;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeskTest {
  @TempDir Path folder;

  private final ManualClock clock = ManualClock.now();
  private Newsroom room;

  @BeforeEach
  void fourPeople() {
    room = new Newsroom(folder, clock, "Ada", "Ben", "Cem", "Dan");
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void membersWhoAreNoContactsTalkAndStayNoContacts() {
    room.founded();

    room.says("Ben", "from Ben");
    room.settle();
    room.says("Cem", "from Cem");
    room.settle();

    for (String name : List.of("Ada", "Ben", "Cem", "Dan")) {
      assertThat(room.history(name)).containsExactly("from Ben", "from Cem");
    }
    assertThat(room.members("Ben")).containsExactly("you", "Ada", "Cem", "Dan");
    assertThat(room.device("Ben").contacts()).extracting(Contact::name).containsExactly("Ada");
    Member cem = room.member("Ben", "Cem");
    assertThat(cem.contact()).isFalse();
    assertThat(cem.broughtInBy()).isEqualTo("Ada");
    assertThat(cem.vouched()).isFalse();
  }

  @Test
  void whetherNumbersWereComparedIsKnownToAllAndByWhom() {
    var ada = room.device("Ada");
    Contact cem = ada.contact("Cem").orElseThrow();
    var unused = ada.markVerified(cem, ada.safetyNumber(cem));
    room.founded();

    assertThat(room.member("Ben", "Cem").vouched()).isTrue();
    assertThat(room.member("Ben", "Cem").verified()).isFalse();
    assertThat(room.member("Cem", "Ben").vouched()).isFalse();
  }

  @Test
  void whoHasNotAcceptedSeesNothing() {
    Newsroom.done(room.device("Ada").desks().create(Newsroom.DESK));
    room.comesIn("Ben");
    room.invited("Cem");
    room.says("Ada", "not for Cem");
    room.settle();

    assertThat(room.device("Cem").desks().all()).isEmpty();
    DeskInvite invite = room.device("Cem").desks().invitations().get(0);
    assertThat(invite.name()).isEqualTo(Newsroom.DESK);
    assertThat(invite.from().name()).isEqualTo("Ada");
    assertThat(invite.members()).isEqualTo(2);

    Newsroom.done(room.device("Cem").desks().decline(invite));

    assertThat(room.events("Ada")).anyMatch(Event.DeskDeclined.class::isInstance);
    assertThat(room.members("Ada")).containsExactly("you", "Ben");
    assertThat(room.device("Cem").desks().accept(invite))
        .isInstanceOf(DeskOutcome.NoSuchInvitation.class);
  }

  @Test
  void anInvitationThatIsTooOldBringsNobodyIn() {
    Newsroom.done(room.device("Ada").desks().create(Newsroom.DESK));
    room.invited("Ben");
    DeskInvite invite = room.device("Ben").desks().invitations().get(0);
    Newsroom.done(room.device("Ben").desks().accept(invite));
    clock.advance(Duration.ofDays(31));
    room.settle();

    assertThat(room.members("Ada")).containsExactly("you");
  }

  @Test
  void whoWasRemovedNeitherReadsNorIsHeardAndMayComeAgain() {
    room.founded();
    Desk before = room.desk("Ben");
    room.removes("Ada", "Ben");
    room.says("Ada", "without Ben");

    assertThat(room.events("Ben")).anyMatch(Event.DeskLost.class::isInstance);
    assertThat(room.history("Ben")).isEmpty();
    assertThat(room.device("Ben").desks().send(before, "still here"))
        .isInstanceOf(DeskSendOutcome.NotAMember.class);
    room.settle();
    assertThat(room.members("Cem")).containsExactly("you", "Ada", "Dan");

    room.comesIn("Ben");
    room.says("Ben", "back again");
    room.settle();

    assertThat(room.history("Ben")).containsExactly("back again");
    assertThat(room.history("Dan")).containsExactly("without Ben", "back again");
  }

  @Test
  void whatARemovedMemberSaysBeforeHearingOfItIsNotShown() {
    room.founded();
    room.closes("Dan");
    room.removes("Ada", "Ben");
    room.relay.tamper(Tampering.REORDER);
    // Ben has not fetched the news: his device goes on by what it knows.
    room.relay.stop();
    var queued = room.device("Ben").desks().send(room.desk("Ben"), "late words");
    assertThat(queued).isInstanceOf(DeskSendOutcome.Queued.class);
    room.relay.start();
    var unused = room.device("Ben").receive(People.LONG);
    room.reopens("Dan");
    room.settle();

    assertThat(room.history("Dan")).isEmpty();
    assertThat(room.history("Ada")).isEmpty();
    assertThat(room.history("Ben")).containsExactly("late words");
  }

  @Test
  void whoLeavesIsNotWrittenToAnyMore() {
    room.founded();
    assertThat(room.device("Ada").desks().leave(room.desk("Ada")))
        .isInstanceOf(DeskOutcome.LastAdmin.class);
    room.promotes("Ada", "Ben");
    room.settle();

    Newsroom.done(room.device("Ada").desks().leave(room.desk("Ada")));
    room.settle();
    room.says("Cem", "Ada is gone");
    room.settle();

    assertThat(room.history("Ada")).isEmpty();
    assertThat(room.members("Dan")).containsExactly("you", "Ben", "Cem");
    room.removes("Ben", "Cem");
    room.settle();
    assertThat(room.members("Dan")).containsExactly("you", "Ben");
  }

  @Test
  void onlyAdminsChangeADeskAndEachNoSaysWhy() {
    room.founded();
    var desks = room.device("Ben").desks();
    Desk desk = room.desk("Ben");

    assertThat(desks.remove(desk, room.member("Ben", "Cem")))
        .isInstanceOf(DeskOutcome.NotAnAdmin.class);
    assertThat(desks.rename(desk, "Mine")).isInstanceOf(DeskOutcome.NotAnAdmin.class);
    assertThat(desks.rename(desk, " ")).isInstanceOf(DeskOutcome.NameRefused.class);
    assertThat(desks.invite(desk, room.device("Ben").contact("Ada").orElseThrow()))
        .isInstanceOf(DeskOutcome.NotAnAdmin.class);
    assertThat(
            room.device("Ada")
                .desks()
                .invite(room.desk("Ada"), room.device("Ada").contact("Ben").orElseThrow()))
        .isInstanceOf(DeskOutcome.AlreadyAMember.class);
  }

  @Test
  void twoRemovalsAtTheSameTimeBothHold() {
    room.founded();
    room.promotes("Ada", "Ben");
    room.settle();
    Desk bens = room.desk("Ben");
    Member dan = room.member("Ben", "Dan");
    room.removes("Ada", "Cem");
    room.relay.stop();
    assertThat(room.device("Ben").desks().remove(bens, dan)).isInstanceOf(DeskOutcome.Done.class);
    room.relay.start();
    room.settle();

    assertThat(room.members("Ada")).containsExactly("you", "Ben");
    assertThat(room.members("Ben")).containsExactly("you", "Ada");
    assertThat(room.desk("Cem").standing()).isEqualTo(Desk.Standing.OUT);
    assertThat(room.desk("Dan").standing()).isEqualTo(Desk.Standing.OUT);
  }

  @Test
  void whoWasAwayForAMonthCatchesUpAndDoesNotWriteToWhoLeft() {
    room.founded();
    room.closes("Dan");
    room.removes("Ada", "Ben");
    room.says("Ada", "lost on the relay");
    clock.advance(Duration.ofDays(31));
    room.relay.expireAll();
    for (String name : List.of("Ada", "Cem")) {
      var unused = room.device(name).receive(People.LONG);
    }

    room.reopens("Dan");
    room.settle();
    room.says("Dan", "I am back");
    room.settle();

    assertThat(room.members("Dan")).containsExactly("you", "Ada", "Cem");
    assertThat(room.history("Ben")).isEmpty();
    assertThat(room.history("Cem")).contains("I am back");
  }

  @Test
  void whatIsSaidOnChangesThatAreMissingIsHeldUntilTheyCome() {
    room.founded();
    room.closes("Dan");
    room.promotes("Ada", "Ben"); // Dan will not get this
    room.relay.expireAll();
    room.says("Ada", "held");
    room.reopens("Dan");

    assertThat(room.hears("Dan")).isEmpty(); // asks
    var unused = room.device("Ada").receive(People.LONG); // answers
    assertThat(room.hears("Dan")).containsExactly("held");
    assertThat(room.member("Dan", "Ben").admin()).isTrue();
  }

  @Test
  void changesAreNotGivenOutWithoutEnd() {
    room.founded();
    room.closes("Dan");
    room.promotes("Ada", "Ben");
    room.relay.expireAll();
    room.reopens("Dan");
    int given = 0;
    for (int i = 0; i < 10; i++) {
      room.relay.expireAll(); // whatever Dan is given does not arrive
      room.says("Dan", "I lack something " + i);
      int waiting = room.relay.waiting();
      var unused = room.device("Ada").receive(People.LONG);
      given += room.relay.waiting() - (waiting - 1);
    }

    assertThat(given).isEqualTo(4);
  }

  @Test
  void whatWaitsForSomebodyWhoHasLeftIsTakenBack() {
    room.founded();
    room.relay.stop();
    var unused = room.device("Dan").desks().send(room.desk("Dan"), "written on the train");
    room.relay.start();
    room.removes("Ada", "Ben");
    int news = room.relay.waiting(); // one of them for Dan

    var taken = room.device("Dan").receive(People.LONG);
    assertThat(taken.events()).anyMatch(Event.DeskChanged.class::isInstance);
    assertThat(room.relay.waiting()).isEqualTo(news - 1 + 2); // for Ada and Cem, none for Ben
    room.settle();

    assertThat(room.history("Ben")).isEmpty();
    assertThat(room.history("Cem")).containsExactly("written on the train");
    assertThat(room.device("Dan").desks().history(room.desk("Dan"), 1).get(0).state())
        .isEqualTo(org.busel.sdk.Message.State.ACCEPTED);
  }

  @Test
  void whatIsSaidInADeskLeavesAsSoManySingleMessagesWould() {
    room.founded();
    var ada = room.device("Ada");
    String text = "the same words, whoever they are for ".repeat(25);
    List.of("Ben", "Cem", "Dan")
        .forEach(name -> People.accepted(ada.send(ada.contact(name).orElseThrow(), text)));
    List<Integer> single = room.relay.waitingSizes();
    room.settle();

    room.says("Ada", text);
    List<Integer> copies = room.relay.waitingSizes();

    assertThat(copies).hasSize(3).isEqualTo(single);
    assertThat(room.relay.waitingIds()).doesNotHaveDuplicates();
    assertThat(room.relay.waitingContents()).doesNotHaveDuplicates();
  }
}
