package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.busel.keys.DeskKey;
import org.busel.sdk.desks.Chain;
import org.busel.sdk.desks.ChangeId;
import org.busel.sdk.desks.Members;
import org.busel.sdk.desks.Seat;
import org.busel.sdk.desks.Verdict;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredDesk;
import org.busel.sdk.local.records.StoredDesk.Standing;
import org.busel.sdk.local.records.StoredTicket;
import org.busel.wire.AccountId;
import org.busel.wire.DeskProofs;
import org.busel.wire.InvitationToken;
import org.busel.wire.Limits;
import org.busel.wire.v1.Content;
import org.busel.wire.v1.DeskAnswer;
import org.busel.wire.v1.DeskChange;
import org.busel.wire.v1.DeskInvitation;
import org.busel.wire.v1.SignedDeskChange;

/// What a person does to desks. A step and everything that tells others of it are one transaction, so that a crash
/// leaves either nothing of it, or all of it to be sent.
final class DeskSteps {
  private static final Duration INVITED_FOR = Duration.ofDays(30);
  private static final ChangeId UNNAMED =
      new ChangeId(ByteString.copyFrom(new byte[DeskProofs.ID_BYTES]));

  private final Profile profile;
  private final DeskBook book;
  private final DeskPost post;
  private final DeskGrowth growth;

  DeskSteps(Profile profile, DeskBook book, DeskPost post, DeskGrowth growth) {
    this.profile = profile;
    this.book = book;
    this.post = post;
    this.growth = growth;
  }

  DeskOutcome found(Transaction tx, String name) {
    StoredDesk.Builder stored =
        StoredDesk.newBuilder()
            .setStanding(Standing.STANDING_MEMBER)
            .setKeySeed(book.newSeed())
            .setHeardAtMillis(profile.now().toEpochMilli());
    SignedDeskChange founding;
    try (DeskKey key = new OpenDesk(stored.build(), new Chain(UNNAMED)).key()) {
      founding = Chain.found(name, book.member(tx, key), key);
    }
    ChangeId id = Chain.idOf(founding);
    tx.desks().add(id.bytes(), 0, founding);
    tx.desks().save(stored.setDesk(id.bytes()).build());
    // Nobody else is there to be told.
    return new DeskOutcome.Done(DeskViews.desk(book.open(tx, stored.build()), book.self()), true);
  }

  DeskOutcome invite(Transaction tx, Desk desk, Contact contact) {
    Optional<OpenDesk> found = book.find(tx, desk.id().bytes()).filter(OpenDesk::isMember);
    Optional<StoredContact> to = tx.contacts().byId(contact.id()).filter(it -> !it.getPeer());
    if (found.isEmpty()) {
      return new DeskOutcome.NotAMember();
    }
    if (to.isEmpty()) {
      return new DeskOutcome.NoSuchMember();
    }
    Members members = found.get().members();
    AccountId account = AccountId.of(to.get().getAccount());
    if (!members.isAdmin(book.self())) {
      return new DeskOutcome.NotAnAdmin();
    }
    if (members.has(account)) {
      return new DeskOutcome.AlreadyAMember();
    }
    if (members.size() >= Limits.DESK_MEMBERS) {
      return new DeskOutcome.Full();
    }
    if (profile.sessions().identity(tx.sessions(), account).stream()
        .anyMatch(known -> known.changedTo().isPresent())) {
      return new DeskOutcome.IdentityChanged(Views.contact(to.get()));
    }
    ByteString ticket = InvitationToken.random(profile.options().random()).bytes();
    long expires = profile.now().plus(INVITED_FOR).toEpochMilli();
    tx.desks()
        .asked(
            ticket,
            StoredTicket.newBuilder()
                .setDesk(desk.id().bytes())
                .setContact(contact.id())
                .setExpiresAtMillis(expires)
                .build());
    DeskInvitation invitation =
        DeskInvitation.newBuilder()
            .setDesk(desk.id().bytes())
            .setTicket(ticket)
            .setName(members.name())
            .setMembers(Math.min(members.size(), Limits.DESK_MEMBERS))
            .setExpiresAtMillis(expires)
            .build();
    post.send(tx, to.get(), Content.newBuilder().setDeskInvitation(invitation).build());
    return done(found.get());
  }

  DeskOutcome accept(Transaction tx, DeskInvite invite) {
    Optional<StoredDesk> invited = invited(tx, invite);
    Optional<StoredContact> from = invited.flatMap(desk -> tx.contacts().byId(desk.getInvitedBy()));
    if (invited.isEmpty() || from.isEmpty()) {
      return new DeskOutcome.NoSuchInvitation();
    }
    StoredDesk.Builder stored = invited.get().toBuilder().setStanding(Standing.STANDING_ACCEPTED);
    if (stored.getKeySeed().isEmpty()) {
      stored.setKeySeed(book.newSeed());
    }
    OpenDesk desk = book.open(tx, stored.build());
    DeskAnswer.Builder answer =
        DeskAnswer.newBuilder().setDesk(desk.id()).setTicket(stored.getTicket());
    try (DeskKey key = desk.key()) {
      ByteString member = book.member(tx, key);
      byte[] proof = key.sign(DeskProofs.memberToSign(desk.id(), member));
      answer.setMember(member).setProof(ByteString.copyFrom(proof));
    }
    tx.desks().save(stored.build());
    post.send(tx, from.get(), Content.newBuilder().setDeskAnswer(answer).build());
    return done(desk);
  }

  DeskOutcome decline(Transaction tx, DeskInvite invite) {
    Optional<StoredDesk> invited = invited(tx, invite);
    if (invited.isEmpty()) {
      return new DeskOutcome.NoSuchInvitation();
    }
    StoredDesk stored = invited.get();
    DeskAnswer answer =
        DeskAnswer.newBuilder().setDesk(stored.getDesk()).setTicket(stored.getTicket()).build();
    tx.contacts()
        .byId(stored.getInvitedBy())
        .ifPresent(from -> post.send(tx, from, Content.newBuilder().setDeskAnswer(answer).build()));
    OpenDesk desk = book.open(tx, stored);
    if (desk.chain().isEmpty()) {
      tx.desks().remove(stored.getDesk());
    } else {
      tx.desks().save(stored.toBuilder().setStanding(Standing.STANDING_OUT).clearKeySeed().build());
    }
    return done(desk);
  }

  /// Makes a change, and tells everybody whom it concerns: those who belong to the desk now, and whoever it took out.
  ///
  /// @param step what to do; nothing to name means that there is nobody to do it to
  DeskOutcome change(Transaction tx, Desk desk, Function<OpenDesk, DeskChange.Builder> step) {
    Optional<OpenDesk> found = book.find(tx, desk.id().bytes()).filter(OpenDesk::isMember);
    Optional<ChangeId> seat = found.flatMap(open -> open.ownSeat(book.self()));
    if (found.isEmpty() || seat.isEmpty()) {
      return new DeskOutcome.NotAMember();
    }
    OpenDesk open = found.get();
    Members before = open.members();
    Verdict verdict;
    try (DeskKey key = open.key()) {
      verdict = open.chain().change(step.apply(open), seat.get(), key);
    }
    if (!(verdict instanceof Verdict.Taken taken)) {
      return refused(verdict);
    }
    SignedDeskChange change = open.chain().signed(taken.id());
    tx.desks().add(open.id(), open.chain().size() - 1, change);
    List<Seat> concerned = new ArrayList<>(before.all());
    OpenDesk now = growth.settled(tx, open, Optional.of(before), new ArrayList<>());
    for (Seat one : concerned) {
      book.peer(tx, one).ifPresent(to -> post.give(tx, to, now, List.of(change)));
    }
    return done(now);
  }

  /// The seat of a member, or one that does not exist.
  ChangeId seat(Transaction tx, OpenDesk desk, Member member) {
    Optional<AccountId> account =
        member.id() == 0
            ? Optional.of(book.self())
            : tx.contacts().byId(member.id()).map(it -> AccountId.of(it.getAccount()));
    return account.flatMap(desk.members()::of).map(Seat::id).orElse(UNNAMED);
  }

  private Optional<StoredDesk> invited(Transaction tx, DeskInvite invite) {
    return tx.desks()
        .find(invite.desk().bytes())
        .filter(desk -> desk.getStanding() == Standing.STANDING_INVITED)
        .filter(desk -> desk.getExpiresAtMillis() >= profile.now().toEpochMilli());
  }

  private DeskOutcome done(OpenDesk desk) {
    return new DeskOutcome.Done(DeskViews.desk(desk, book.self()), false);
  }

  private static DeskOutcome refused(Verdict verdict) {
    if (verdict instanceof Verdict.NotAllowed no) {
      return switch (no.rule()) {
        case NOT_A_MEMBER -> new DeskOutcome.NotAMember();
        case NOT_AN_ADMIN -> new DeskOutcome.NotAnAdmin();
        case NO_SUCH_SEAT -> new DeskOutcome.NoSuchMember();
        case IS_A_MEMBER, KEY_USED -> new DeskOutcome.AlreadyAMember();
        case TOO_MANY_MEMBERS -> new DeskOutcome.Full();
        case LAST_ADMIN -> new DeskOutcome.LastAdmin();
        case ORDER -> throw new IllegalStateException("a change out of order");
      };
    }
    if (verdict instanceof Verdict.Full) {
      return new DeskOutcome.Full();
    }
    throw new IllegalStateException("a change that this device made does not hold");
  }
}
