package org.busel.sdk;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Optional;
import org.busel.keys.DeskKey;
import org.busel.sdk.desks.ChangeId;
import org.busel.sdk.desks.Members;
import org.busel.sdk.desks.Verdict;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredTicket;
import org.busel.wire.v1.DeskAdding;
import org.busel.wire.v1.DeskAnswer;
import org.busel.wire.v1.DeskChange;
import org.busel.wire.v1.DeskMember;

/// Somebody whom this device's owner asked into a desk says yes or no. On yes their place is made here and now, without
/// anybody at the keyboard: the owner decided when they asked.
final class DeskAnswerKind implements ContentKind {
  private final Profile profile;
  private final DeskBook book;
  private final DeskPost post;
  private final DeskGrowth growth;

  DeskAnswerKind(Profile profile, DeskBook book, DeskPost post, DeskGrowth growth) {
    this.profile = profile;
    this.book = book;
    this.post = post;
    this.growth = growth;
  }

  @Override
  public void take(Arrival arrival) {
    DeskAnswer answer = arrival.content().getDeskAnswer();
    Transaction tx = arrival.tx();
    Optional<StoredTicket> ticket =
        tx.desks()
            .ticket(answer.getTicket())
            .filter(it -> it.getContact() == arrival.from().getId())
            .filter(it -> it.getDesk().equals(answer.getDesk()))
            .filter(it -> it.getExpiresAtMillis() >= profile.now().toEpochMilli());
    Optional<OpenDesk> desk = book.find(tx, answer.getDesk()).filter(OpenDesk::isMember);
    if (ticket.isEmpty() || desk.isEmpty()) {
      return;
    }
    tx.desks().used(answer.getTicket());
    if (answer.getMember().isEmpty()) {
      arrival
          .events()
          .add(
              new Event.DeskDeclined(
                  DeskViews.desk(desk.get(), book.self()), Views.contact(arrival.from())));
    } else if (isOwnCard(arrival, answer)) {
      bringIn(arrival, desk.get(), answer);
    }
  }

  private void bringIn(Arrival arrival, OpenDesk desk, DeskAnswer answer) {
    Optional<ChangeId> seat = desk.ownSeat(book.self());
    if (seat.isEmpty()) {
      return;
    }
    Optional<Members> before = DeskGrowth.membersOf(desk.chain());
    DeskChange.Builder adding =
        DeskChange.newBuilder()
            .setAdding(
                DeskAdding.newBuilder()
                    .setMember(answer.getMember())
                    .setProof(answer.getProof())
                    .setVerified(arrival.from().getVerified()));
    Verdict verdict;
    try (DeskKey key = desk.key()) {
      verdict = desk.chain().change(adding, seat.get(), key);
    }
    if (!(verdict instanceof Verdict.Taken taken)) {
      return; // the desk has changed since they were asked: who asked is no admin any more, say
    }
    Transaction tx = arrival.tx();
    tx.desks().add(desk.id(), desk.chain().size() - 1, desk.chain().signed(taken.id()));
    OpenDesk now = growth.settled(tx, desk, before, arrival.events());
    for (StoredContact member : book.peers(tx, now)) {
      boolean newcomer = member.getId() == arrival.from().getId();
      post.give(
          tx,
          member,
          now,
          newcomer ? now.chain().lackedBy(List.of()) : List.of(now.chain().signed(taken.id())));
    }
  }

  /// They bring in themselves, under the identity that this device knows them by.
  private boolean isOwnCard(Arrival arrival, DeskAnswer answer) {
    DeskMember member;
    try {
      member = DeskMember.parseFrom(answer.getMember());
    } catch (InvalidProtocolBufferException e) {
      return false;
    }
    return member.getCard().getAccount().equals(arrival.from().getAccount())
        && member.getCard().getIdentityFingerprint().equals(arrival.from().getFingerprint());
  }
}
