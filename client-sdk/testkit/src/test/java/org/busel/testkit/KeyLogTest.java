package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.busel.keys.Passphrase;
import org.busel.sdk.AddOutcome;
import org.busel.sdk.Busel;
import org.busel.sdk.Contact;
import org.busel.sdk.Device;
import org.busel.sdk.Event;
import org.busel.sdk.JoinOutcome;
import org.busel.sdk.KeyLogState;
import org.busel.sdk.KeyLogTrouble;
import org.busel.sdk.SendOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyLogTest {
  @TempDir Path folder;

  private final ManualClock clock = ManualClock.at(Clock.systemUTC().instant());
  private final RelaySimulator relay = RelaySimulator.started(clock);
  private final List<Device> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(Device::close);
    relay.close();
  }

  @Test
  void keysAreTakenWhenTheLogHasThemAndOnesOwnAreFoundThere() {
    Device editor = join("editor", false);
    Device journalist = join("journalist", false);
    relay.growLog();

    Contact desk = People.meet(editor, "the desk", journalist, "Alena");
    People.accepted(journalist.send(desk, "the interview is on tape"));
    assertThat(People.receive(editor)).containsExactly("the interview is on tape");

    for (Device device : open) {
      KeyLogState state = device.transparency().look();
      assertThat(state.leaves()).isEqualTo(1);
      assertThat(state.ownKeysStand()).isTrue();
      assertThat(state.takesKeys()).isTrue();
      assertThat(state.trouble()).isEmpty();
    }
  }

  @Test
  void whoeverIsTooNewForTheLogIsLookedUpAgain() {
    Device editor = join("editor", false);
    Device journalist = join("journalist", false);
    Contact unused = People.meet(editor, "the desk", journalist, "Alena");
    relay.lieInLog(1);
    clock.advance(Duration.ofHours(1));

    assertThat(caught(journalist)).containsExactly(KeyLogTrouble.LIED);
  }

  @Test
  void keysThatTheLogDoesNotHaveAreNotTaken() {
    Device editor = join("editor", false);
    Device journalist = join("journalist", false);
    relay.lieInLog(1);

    AddOutcome outcome = journalist.add(editor.invite(Duration.ofHours(1)), "the desk");

    assertThat(outcome).isInstanceOf(AddOutcome.RelayNotTrusted.class);
    assertThat(journalist.contacts()).isEmpty();
    assertThat(relay.waiting()).isZero();
  }

  @Test
  void anAccountThatTheLogWithholdsForDaysIsALie() {
    Device editor = join("editor", false);
    Device journalist = join("journalist", false);
    relay.growLogWithout(1);
    Contact unused = People.meet(editor, "the desk", journalist, "Alena");
    clock.advance(Duration.ofHours(40));
    assertThat(caught(journalist)).isEmpty();

    clock.advance(Duration.ofHours(10));

    assertThat(caught(journalist)).containsExactly(KeyLogTrouble.LIED);
  }

  @Test
  void otherKeysForOnesOwnAccountAreFoundByItsOwner() {
    Device editor = join("editor", false);
    Device unused = join("journalist", false);
    relay.growLog();
    assertThat(editor.transparency().look().ownKeysStand()).isTrue();

    relay.lieInLog(1);
    clock.advance(Duration.ofHours(1));

    assertThat(caught(editor)).containsExactly(KeyLogTrouble.OWN_KEYS);
    assertThat(editor.transparency().state().takesKeys()).isFalse();
  }

  @Test
  void aForkIsCaughtByWhoeverSeesBothBranches() {
    Device editor = join("editor", false);
    relay.growLog();
    assertThat(editor.transparency().look().leaves()).isEqualTo(1);
    relay.forkLog();
    Device journalist = join("journalist", false);

    relay.growLog();
    assertThat(editor.transparency().look().leaves()).isEqualTo(2);
    relay.showForkedLog(true);
    Device third = join("third", false);
    relay.growLog();

    assertThat(editor.transparency().look().trouble()).contains(KeyLogTrouble.FORKED);
    assertThat(journalist.add(editor.invite(Duration.ofHours(1)), "the desk"))
        .isInstanceOf(AddOutcome.Added.class);
    assertThat(third.transparency().state().trouble()).isEmpty();
  }

  @Test
  void aForkIsCaughtByTheHeadThatAContactSendsAlong() {
    Device editor = join("editor", false);
    Device journalist = join("journalist", false);
    relay.growLog();
    Contact desk = People.meet(editor, "the desk", journalist, "Alena");
    relay.forkLog();
    Device onlyHere = join("third", false);
    relay.growLog();
    relay.showForkedLog(true);
    Device onlyThere = join("fourth", false);
    relay.growLog();

    assertThat(journalist.transparency().look().leaves()).isEqualTo(2);
    relay.showForkedLog(false);
    assertThat(editor.transparency().look().leaves()).isEqualTo(2);
    People.accepted(journalist.send(desk, "is all well?"));

    assertThat(caught(editor)).containsExactly(KeyLogTrouble.FORKED);
    assertThat(editor.contact("Alena")).isPresent();
    assertThat(onlyHere.contacts()).isEmpty();
    assertThat(onlyThere.contacts()).isEmpty();
  }

  @Test
  void aLogThatWasSetBackIsToldAndGoneOnWithWhenItsOwnerSaysSo() {
    Device editor = join("editor", false);
    Device journalist = join("journalist", false);
    relay.growLog();
    Contact desk = People.meet(editor, "the desk", journalist, "Alena");
    Device late = join("late", false);
    relay.growLog();
    assertThat(journalist.transparency().look().leaves()).isEqualTo(2);

    relay.setLogBack(1);
    clock.advance(Duration.ofHours(1));

    assertThat(caught(journalist)).containsExactly(KeyLogTrouble.SET_BACK);
    assertThat(caught(journalist)).isEmpty();
    People.accepted(journalist.send(desk, "words still go"));
    assertThat(journalist.add(late.invite(Duration.ofHours(1)), "late"))
        .isInstanceOf(AddOutcome.RelayNotTrusted.class);

    journalist.transparency().goOn();

    assertThat(journalist.add(late.invite(Duration.ofHours(1)), "late"))
        .isInstanceOf(AddOutcome.Added.class);
    assertThat(journalist.transparency().state().trouble()).isEmpty();
  }

  @Test
  void aWitnessThatIsSilentForMoreThanAWeekStopsNewKeysAndNotMessages() {
    Device editor = join("editor", true);
    Device journalist = join("journalist", true);
    relay.growLog();
    relay.witnessLog();
    Contact desk = People.meet(editor, "the desk", journalist, "Alena");
    assertThat(journalist.transparency().state().witnessed()).isPresent();
    Device late = join("late", true);
    relay.growLog();

    clock.advance(Duration.ofDays(6));
    assertThat(journalist.add(late.invite(Duration.ofHours(1)), "late"))
        .isInstanceOf(AddOutcome.Added.class);

    clock.advance(Duration.ofDays(2));
    SendOutcome sent = journalist.send(desk, "words still go");
    AddOutcome added = journalist.add(editor.invite(Duration.ofHours(1)), "again");

    People.accepted(sent);
    assertThat(added).isInstanceOf(AddOutcome.AlreadyContact.class);
    Device newest = join("newest", true);
    assertThat(journalist.add(newest.invite(Duration.ofHours(1)), "newest"))
        .isInstanceOf(AddOutcome.RelayNotTrusted.class);
    assertThat(journalist.receive(People.LONG).events())
        .anyMatch(event -> event instanceof Event.WitnessSilent);

    relay.witnessLog();
    assertThat(journalist.transparency().look().takesKeys()).isTrue();
    assertThat(journalist.add(newest.invite(Duration.ofHours(1)), "newest"))
        .isInstanceOf(AddOutcome.Added.class);
  }

  @Test
  void aPersonMayGoOnWithoutAWitness() {
    Device editor = join("editor", true);
    Device journalist = join("journalist", true);
    relay.growLog();
    assertThat(journalist.transparency().look().takesKeys()).isTrue();
    clock.advance(Duration.ofDays(8));
    assertThat(journalist.add(editor.invite(Duration.ofHours(1)), "the desk"))
        .isInstanceOf(AddOutcome.RelayNotTrusted.class);

    journalist.transparency().goOnWithoutWitness(true);

    assertThat(journalist.add(editor.invite(Duration.ofHours(1)), "the desk"))
        .isInstanceOf(AddOutcome.Added.class);
  }

  private List<KeyLogTrouble> caught(Device device) {
    return device.receive(People.LONG).events().stream()
        .filter(event -> event instanceof Event.KeyLogCaught)
        .map(event -> ((Event.KeyLogCaught) event).trouble())
        .toList();
  }

  private Device join(String name, boolean withWitness) {
    try (Passphrase passphrase = People.passphrase()) {
      JoinOutcome outcome =
          Busel.join(
              folder.resolve(name),
              relay.joinLinkWithLog(withWitness),
              passphrase,
              People.options(clock));
      Device device = Optional.of(outcome)
          .filter(it -> it instanceof JoinOutcome.Joined)
          .map(it -> ((JoinOutcome.Joined) it).device())
          .orElseThrow();
      open.add(device);
      return device;
    }
  }
}
