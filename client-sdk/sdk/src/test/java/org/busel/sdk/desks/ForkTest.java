package org.busel.sdk.desks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.busel.sdk.desks.Person.demoting;
import static org.busel.sdk.desks.Person.leaving;
import static org.busel.sdk.desks.Person.naming;
import static org.busel.sdk.desks.Person.promoting;
import static org.busel.sdk.desks.Person.removing;
import static org.busel.sdk.desks.Person.timing;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.busel.wire.v1.DeskChange;
import org.busel.wire.v1.SignedDeskChange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Changes made at the same time, and changes dated back.
class ForkTest {
  private Person ada = Person.founding("Ada", "Investigations");
  private Person ben = Person.outside("Ben", ada.chain);
  private Person cem = Person.outside("Cem", ada.chain);
  private Person dan = Person.outside("Dan", ada.chain);

  @BeforeEach
  void adaAndBenAreAdmins() {
    ada.adds(ben);
    ada.adds(cem);
    ada.promotes(ben);
    ben.hears(ada);
    cem.hears(ada);
  }

  @Test
  void twoRemovalsAtTheSameTimeBothCount() {
    ada.adds(dan);
    ben.hears(ada);

    ada.removes(cem);
    ben.removes(dan);
    meet(ada, ben);

    assertThat(ada.counts(cem)).isFalse();
    assertThat(ada.counts(dan)).isFalse();
  }

  @Test
  void aRemovalIsNotUndoneByALongerBranch() {
    ada.removes(cem);
    for (int i = 0; i < 10; i++) {
      Person.taken(ben.does(naming("longer " + i)));
    }
    meet(ada, ben);

    assertThat(ben.counts(cem)).isFalse();
    assertThat(ada.chain.members().name()).isEqualTo("longer 9");
  }

  @Test
  void twoAdminsWhoRemoveEachOtherAreBothOut() {
    ada.removes(ben);
    ben.removes(ada);
    meet(ada, ben);
    cem.hears(ada);

    assertThat(cem.counts(ada)).isFalse();
    assertThat(cem.counts(ben)).isFalse();
    assertThat(cem.chain.members().isFrozen()).isTrue();
  }

  @Test
  void aRemovedAdminBringsNobodyInByDatingAChangeBack() {
    Person removed = copyOf(ben);
    ada.removes(ben);
    removed.adds(dan);
    removed.promotes(dan);
    meet(ada, removed);

    assertThat(ada.counts(ben)).isFalse();
    assertThat(ada.counts(dan)).isFalse();
    assertThat(ada.chain.members().admins()).containsExactly(ada.account);
  }

  @Test
  void aRemovedAdminCannotVouchForThemselvesByLeavingAfterwards() {
    Person removed = copyOf(ben);
    ada.removes(ben);
    removed.adds(dan);
    Person.taken(removed.does(leaving()));
    meet(ada, removed);

    assertThat(ada.counts(dan)).isFalse();
  }

  @Test
  void aDemotedAdminPromotesNobodyByDatingAChangeBack() {
    Person demoted = copyOf(ben);
    Person.taken(ada.does(demoting(ada.seatOf(ben))));
    demoted.promotes(cem);
    meet(ada, demoted);

    assertThat(ada.counts(ben)).isTrue();
    assertThat(ada.chain.members().admins()).containsExactly(ada.account);
  }

  @Test
  void whoWasLetInAgainIsSafeFromChangesDatedBackToBefore() {
    Person removed = copyOf(ben);
    ada.removes(ben);
    ada.removes(cem);
    Person cemAgain = Person.outside("Cem again", ada.chain);
    ada.adds(cemAgain);
    removed.removes(cem);
    meet(ada, removed);

    assertThat(ada.counts(cemAgain)).isTrue();
  }

  @Test
  void whoWasLetInTwiceAtOnceIsOneMemberAndOutOfBothPlacesWhenRemoved() {
    ada.adds(dan);
    ben.adds(dan);
    Person alone = copyOf(ada);
    meet(ada, ben);
    assertThat(ada.chain.members().size()).isEqualTo(4);
    assertThat(ada.chain.members().seats()).hasSize(5);

    alone.removes(dan); // knows of one of the two places only
    meet(ada, alone);

    assertThat(ada.counts(dan)).isFalse();
  }

  @Test
  void ofTwoNamesGivenAtOnceEverybodyTakesTheSame() {
    Person.taken(ada.does(naming("Day desk")));
    Person.taken(ben.does(naming("Night desk")));
    meet(ada, ben);
    cem.hears(ben);

    assertThat(ada.chain.members().name()).isEqualTo(ben.chain.members().name());
    assertThat(cem.chain.members().name()).isEqualTo(ben.chain.members().name());
  }

  @Test
  void ofTwoTimersSetAtOnceEverybodyTakesTheSameAndARemovedAdminSetsNone() {
    Person removed = copyOf(ben);
    Person.taken(ada.does(timing(3_600)));
    Person.taken(ben.does(timing(86_400)));
    meet(ada, ben);
    cem.hears(ben);

    int both = ada.chain.members().timerSeconds();
    assertThat(both).isIn(3_600, 86_400);
    assertThat(cem.chain.members().timerSeconds()).isEqualTo(both);

    ada.removes(ben);
    Person.taken(removed.does(timing(300)));
    Person.taken(removed.does(timing(301)));
    Person.taken(removed.does(timing(302)));
    Person.taken(removed.does(timing(303)));
    meet(ada, removed);
    assertThat(ada.chain.members().timerSeconds()).isEqualTo(both);
  }

  @Test
  void onlyAdminsSetTheTimer() {
    assertThat(cem.does(timing(3_600))).isInstanceOf(Verdict.NotAllowed.class);
  }

  /// Twelve seeds that stay, and as many new ones as `-Dbusel.fork-seeds` says; one otherwise. A new one is printed, and
  /// played again by `-Dbusel.fork-seed`.
  static LongStream seeds() {
    Long again = Long.getLong("busel.fork-seed");
    return again != null
        ? LongStream.of(again)
        : LongStream.concat(
            LongStream.rangeClosed(1, 12),
            new SecureRandom().longs(Integer.getInteger("busel.fork-seeds", 1)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whateverHappensAtOnceEverybodyComesToTheSameMembers(long seed) {
    System.out.println("forks with -Dbusel.fork-seed=" + seed);
    Random random = new Random(seed);
    List<Person> people = new ArrayList<>(List.of(ada, ben, cem));
    for (int i = 0; i < 6; i++) {
      people.add(Person.outside("somebody " + seed + " " + i, ada.chain));
    }
    for (int step = 0; step < 120; step++) {
      Person actor = people.get(random.nextInt(people.size()));
      if (random.nextInt(3) == 0) {
        actor.hears(people.get(random.nextInt(people.size())));
      } else if (!actor.chain.isEmpty() && hasSeat(actor)) {
        Verdict unused = actor.does(anything(random, actor, people));
      }
    }
    List<SignedDeskChange> all = everything(people);
    Members first = inRandomOrder(random, all).members();

    for (int order = 0; order < 4; order++) {
      assertThat(inRandomOrder(random, all).members()).isEqualTo(first);
    }
    for (Person person : people) {
      hearsAll(person, all);
      assertThat(person.chain.members()).isEqualTo(first);
    }
    Set<ChangeId> takenOut = takenOut(all);
    assertThat(first.seats().keySet()).noneMatch(takenOut::contains);
  }

  private static DeskChange.Builder anything(Random random, Person actor, List<Person> people) {
    Person other = people.get(random.nextInt(people.size()));
    ChangeId seat =
        actor.chain.seats().stream()
            .skip(random.nextInt(actor.chain.seats().size()))
            .findFirst()
            .orElseThrow()
            .id();
    return switch (random.nextInt(9)) {
      case 0, 1, 2 -> actor.adding(other);
      case 3 -> removing(seat);
      case 4, 5 -> promoting(seat);
      case 6 -> random.nextInt(4) == 0 ? leaving() : demoting(seat);
      case 7 -> timing(300 + random.nextInt(1_000));
      default -> naming("name " + random.nextInt(1_000));
    };
  }

  private static boolean hasSeat(Person person) {
    return person.chain.seats().stream()
        .anyMatch(seat -> seat.card().account().equals(person.account));
  }

  private static List<SignedDeskChange> everything(List<Person> people) {
    Set<SignedDeskChange> all = new HashSet<>();
    people.forEach(person -> all.addAll(person.chain.lackedBy(List.of())));
    return new ArrayList<>(all);
  }

  private static Set<ChangeId> takenOut(List<SignedDeskChange> all) {
    Set<ChangeId> out = new HashSet<>();
    for (SignedDeskChange signed : all) {
      DeskChange change = parse(signed);
      if (change.hasRemoving()) {
        out.add(new ChangeId(change.getRemoving().getSeat()));
      } else if (change.hasLeaving()) {
        out.add(new ChangeId(change.getAuthor()));
      }
    }
    return out;
  }

  private static DeskChange parse(SignedDeskChange signed) {
    try {
      return DeskChange.parseFrom(signed.getChange());
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private Chain inRandomOrder(Random random, List<SignedDeskChange> all) {
    Chain chain = new Chain(ada.chain.desk());
    List<SignedDeskChange> waiting = new ArrayList<>(all);
    while (!waiting.isEmpty()) {
      Collections.shuffle(waiting, random);
      waiting.removeIf(change -> {
        Verdict verdict = chain.offer(change);
        assertThat(verdict).isInstanceOfAny(Verdict.Taken.class, Verdict.Early.class);
        return verdict instanceof Verdict.Taken;
      });
    }
    return chain;
  }

  /// On top of what they had, in the order in which it comes to them.
  private static void hearsAll(Person person, List<SignedDeskChange> all) {
    List<SignedDeskChange> waiting = new ArrayList<>(all);
    boolean taken = true;
    while (taken) {
      int before = waiting.size();
      waiting.removeIf(change -> !(person.chain.offer(change) instanceof Verdict.Early));
      taken = waiting.size() < before;
    }
    assertThat(waiting).isEmpty();
  }

  private static Person copyOf(Person person) {
    Person copy = Person.outside(person.name, person.chain);
    copy.hears(person);
    return copy;
  }

  private static void meet(Person one, Person other) {
    one.hears(other);
    other.hears(one);
    assertThat(one.chain.members()).isEqualTo(other.chain.members());
  }
}
