package org.busel.sdk.desks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.busel.sdk.desks.Person.demoting;
import static org.busel.sdk.desks.Person.leaving;
import static org.busel.sdk.desks.Person.naming;
import static org.busel.sdk.desks.Person.promoting;
import static org.busel.sdk.desks.Person.removing;

import com.google.protobuf.ByteString;
import java.util.List;
import org.busel.sdk.desks.Verdict.Rule;
import org.busel.wire.Limits;
import org.busel.wire.v1.DeskAdding;
import org.busel.wire.v1.DeskChange;
import org.busel.wire.v1.SignedDeskChange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChainTest {
  private Person ada = Person.founding("Ada", "Investigations");
  private Person ben = Person.outside("Ben", ada.chain);
  private Person cem = Person.outside("Cem", ada.chain);

  @BeforeEach
  void adaHasBenAndCemIn() {
    ada.adds(ben);
    ada.adds(cem);
    ben.hears(ada);
    cem.hears(ada);
  }

  @Test
  void whoWasLetInIsAMemberForEverybody() {
    assertThat(cem.counts(ben)).isTrue();
    assertThat(cem.chain.members()).isEqualTo(ada.chain.members());
    assertThat(cem.chain.members().name()).isEqualTo("Investigations");
    assertThat(cem.chain.members().isAdmin(ada.account)).isTrue();
    assertThat(cem.chain.members().isAdmin(ben.account)).isFalse();
    assertThat(cem.chain.members().of(ben.account).orElseThrow().broughtInBy())
        .isEqualTo(ada.seat());
  }

  @Test
  void onlyAnAdminChangesTheDesk() {
    Person eve = Person.outside("Eve", ada.chain);
    Verdict no = new Verdict.NotAllowed(Rule.NOT_AN_ADMIN);

    assertThat(ben.does(ben.adding(eve))).isEqualTo(no);
    assertThat(ben.does(removing(ben.seatOf(cem)))).isEqualTo(no);
    assertThat(ben.does(promoting(ben.seat()))).isEqualTo(no);
    assertThat(ben.does(demoting(ada.seat()))).isEqualTo(no);
    assertThat(ben.does(naming("Ben's"))).isEqualTo(no);
  }

  @Test
  void aChangeThatAnAdminDidNotSignIsForged() {
    DeskChange change =
        promoting(ada.seatOf(ben))
            .setDesk(ada.chain.desk().bytes())
            .addAllParents(ada.chain.namedHeads().stream().map(ChangeId::bytes).toList())
            .setEpoch(4)
            .setAuthor(ada.seat().bytes())
            .build();
    SignedDeskChange byBen = signedBy(ben, change);

    assertThat(cem.chain.offer(byBen)).isInstanceOf(Verdict.Forged.class);
    assertThat(cem.chain.offer(signedBy(ada, change))).isInstanceOf(Verdict.Taken.class);
  }

  @Test
  void anyChangedBitOfASignatureIsNoticed() {
    ada.promotes(ben);
    SignedDeskChange honest = ada.chain.signed(ada.chain.namedHeads().get(0));

    for (int bit = 0; bit < 512; bit += 7) {
      byte[] signature = honest.getSignature().toByteArray();
      signature[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(
              cem.chain.offer(
                  honest.toBuilder().setSignature(ByteString.copyFrom(signature)).build()))
          .isInstanceOf(Verdict.Forged.class);
    }
  }

  @Test
  void nobodyIsBroughtInWithoutTheirOwnProof() {
    Person eve = Person.outside("Eve", ada.chain);
    Person other = Person.founding("Ada", "Another desk");
    DeskChange.Builder invented =
        DeskChange.newBuilder()
            .setAdding(
                DeskAdding.newBuilder()
                    .setMember(eve.member())
                    .setProof(ada.proof(ada.chain.desk())));
    DeskChange.Builder replayed =
        DeskChange.newBuilder()
            .setAdding(
                DeskAdding.newBuilder()
                    .setMember(eve.member())
                    .setProof(eve.proof(other.chain.desk())));

    assertThat(ada.does(invented)).isInstanceOf(Verdict.Forged.class);
    assertThat(ada.does(replayed)).isInstanceOf(Verdict.Forged.class);
  }

  @Test
  void aChangeOfAnotherDeskIsForeign() {
    Person other = Person.founding("Ada", "Another desk");
    other.adds(ben);

    for (SignedDeskChange change : other.chain.lackedBy(List.of())) {
      assertThat(cem.chain.offer(change)).isInstanceOf(Verdict.Foreign.class);
    }
  }

  @Test
  void aChangeThatComesTwiceIsKnownAndOneBeforeItsTimeIsEarly() {
    ada.promotes(ben);
    ada.does(naming("Night desk"));
    List<SignedDeskChange> news = ada.chain.lackedBy(cem.chain.namedHeads());

    assertThat(cem.chain.offer(news.get(1)))
        .isEqualTo(new Verdict.Early(List.of(Chain.idOf(news.get(0)))));
    assertThat(cem.chain.offer(news.get(0))).isInstanceOf(Verdict.Taken.class);
    assertThat(cem.chain.offer(news.get(0))).isInstanceOf(Verdict.Known.class);
    assertThat(cem.chain.offer(news.get(1))).isInstanceOf(Verdict.Taken.class);
    assertThat(cem.chain.members().name()).isEqualTo("Night desk");
  }

  @Test
  void aRemovedMemberCanDoNothingMoreAndComesBackOnlyAnew() {
    ada.promotes(ben);
    ben.hears(ada);
    ada.removes(ben);
    ben.hears(ada);

    assertThat(ben.does(promoting(ada.seat())))
        .isEqualTo(new Verdict.NotAllowed(Rule.NOT_A_MEMBER));
    assertThat(ada.does(ada.adding(ben))).isEqualTo(new Verdict.NotAllowed(Rule.KEY_USED));
    assertThat(ada.counts(ben)).isFalse();
  }

  @Test
  void theOnlyAdminStaysUntilSomebodyElseIsOne() {
    Verdict no = new Verdict.NotAllowed(Rule.LAST_ADMIN);
    assertThat(ada.does(leaving())).isEqualTo(no);
    assertThat(ada.does(demoting(ada.seat()))).isEqualTo(no);

    ada.promotes(ben);

    Person.taken(ada.does(leaving()));
    ben.hears(ada);
    assertThat(ben.counts(ada)).isFalse();
    Person.taken(ben.does(naming("Ben's")));
  }

  @Test
  void whoIsAloneMayGo() {
    Person dan = Person.founding("Dan", "Alone");

    Person.taken(dan.does(leaving()));

    assertThat(dan.chain.members().size()).isZero();
  }

  @Test
  void anEpochThatIsNotTheNextIsRefused() {
    DeskChange change =
        naming("Late")
            .setDesk(ada.chain.desk().bytes())
            .addAllParents(ada.chain.namedHeads().stream().map(ChangeId::bytes).toList())
            .setEpoch(9)
            .setAuthor(ada.seat().bytes())
            .build();

    assertThat(cem.chain.offer(signedBy(ada, change)))
        .isEqualTo(new Verdict.NotAllowed(Rule.ORDER));
  }

  @Test
  void noParentMayFollowAnother() {
    ada.does(naming("One"));
    DeskChange change =
        naming("Two")
            .setDesk(ada.chain.desk().bytes())
            .addAllParents(
                java.util.stream.Stream.of(ada.chain.desk(), ada.chain.namedHeads().get(0))
                    .sorted()
                    .map(ChangeId::bytes)
                    .toList())
            .setEpoch(5)
            .setAuthor(ada.seat().bytes())
            .build();

    assertThat(ada.chain.offer(signedBy(ada, change)))
        .isEqualTo(new Verdict.NotAllowed(Rule.ORDER));
  }

  @Test
  void hostileBytesAreMalformedAndNothingElse() {
    SignedDeskChange honest = ada.chain.signed(ada.chain.namedHeads().get(0));
    byte[] bytes = honest.getChange().toByteArray();
    java.util.Random random = new java.util.Random(7);

    for (int i = 0; i < 2_000; i++) {
      byte[] mutated = bytes.clone();
      mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
      Verdict verdict =
          cem.chain.offer(honest.toBuilder().setChange(ByteString.copyFrom(mutated)).build());
      assertThat(verdict).isNotInstanceOf(Verdict.Taken.class);
    }
    assertThat(
            cem.chain.offer(
                honest.toBuilder()
                    .setChange(ByteString.copyFrom(new byte[Limits.DESK_CHANGE_BYTES + 1]))
                    .build()))
        .isInstanceOf(Verdict.Malformed.class);
  }

  @Test
  void twoHundredMembersFitAndOneMoreDoesNot() {
    for (int i = 3; i < Limits.DESK_MEMBERS; i++) {
      ada.adds(Person.outside("member " + i, ada.chain));
    }
    Person late = Person.outside("late", ada.chain);

    assertThat(ada.does(ada.adding(late))).isEqualTo(new Verdict.NotAllowed(Rule.TOO_MANY_MEMBERS));
    late.hears(ada);
    assertThat(late.chain.members()).isEqualTo(ada.chain.members());
    assertThat(late.chain.members().size()).isEqualTo(Limits.DESK_MEMBERS);
    Chain again = Chain.load(ada.chain.desk(), ada.chain.lackedBy(List.of()));
    assertThat(again.members()).isEqualTo(ada.chain.members());
  }

  private static SignedDeskChange signedBy(Person who, DeskChange change) {
    ByteString bytes = change.toByteString();
    return SignedDeskChange.newBuilder()
        .setChange(bytes)
        .setSignature(
            ByteString.copyFrom(who.key.sign(org.busel.wire.DeskProofs.changeToSign(bytes))))
        .build();
  }
}
