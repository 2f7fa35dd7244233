package org.busel.sdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.busel.sdk.desks.Chain;
import org.busel.sdk.desks.Members;
import org.busel.sdk.desks.Seat;
import org.busel.sdk.desks.Verdict;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.Messages;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredDesk;
import org.busel.sdk.local.records.StoredDesk.Standing;
import org.busel.sdk.local.records.StoredNote;
import org.busel.wire.AccountId;
import org.busel.wire.v1.SignedDeskChange;

/// Takes changes of a desk in, and does what follows from them on this device. Inside a transaction only.
final class DeskGrowth {
  private final Profile profile;
  private final DeskBook book;
  private final DeskPost post;
  private final Notes notes;

  DeskGrowth(Profile profile, DeskBook book, DeskPost post, Notes notes) {
    this.notes = notes;
    this.profile = profile;
    this.book = book;
    this.post = post;
  }

  /// What came of it.
  ///
  /// @param desk as it is now
  /// @param lacks whether changes were offered that follow others which are not here
  record Grown(OpenDesk desk, boolean lacks) {}

  /// Takes what holds out of changes that somebody sent. What does not is passed over: it changes nothing for anybody.
  Grown grow(Transaction tx, OpenDesk desk, List<SignedDeskChange> offered, List<Event> events) {
    Optional<Members> before = membersOf(desk.chain());
    List<SignedDeskChange> early = new ArrayList<>(offered);
    boolean taken = true;
    while (taken) {
      List<SignedDeskChange> next = early;
      early = new ArrayList<>();
      taken = false;
      for (SignedDeskChange change : next) {
        Verdict verdict = desk.chain().offer(change);
        if (verdict instanceof Verdict.Taken) {
          tx.desks().add(desk.id(), desk.chain().size() - 1, change);
          taken = true;
        } else if (verdict instanceof Verdict.Early) {
          early.add(change);
        }
      }
    }
    OpenDesk now = desk.chain().isEmpty() ? desk : settled(tx, desk, before, events);
    return new Grown(now, !early.isEmpty());
  }

  /// After changes were taken and saved: knows new members, forgets what waits for old ones, tells the app.
  ///
  /// @param before the members before
  OpenDesk settled(Transaction tx, OpenDesk desk, Optional<Members> before, List<Event> events) {
    Members now = desk.members();
    if (before.equals(Optional.of(now))) {
      return desk;
    }
    for (Seat seat : now.all()) {
      Optional<StoredContact> unused = book.peer(tx, seat);
    }
    before
        .filter(members -> members.timerSeconds() != now.timerSeconds())
        .ifPresent(unused -> noteTimer(tx, desk));
    OpenDesk standing = standing(tx, desk, events);
    before.ifPresent(members ->
        members.all().stream()
            .map(seat -> seat.card().account())
            .filter(account -> !now.has(account) || !standing.isMember())
            .flatMap(account -> tx.contacts().byAccount(account).stream())
            .forEach(gone -> post.takeBack(tx, gone, desk.id())));
    return standing;
  }

  /// As a word of whoever set it.
  private void noteTimer(Transaction tx, OpenDesk desk) {
    Members members = desk.members();
    Optional<AccountId> by =
        desk.chain().seats().stream()
            .filter(seat -> Optional.of(seat.id()).equals(members.timerBy()))
            .map(seat -> seat.card().account())
            .findFirst();
    ConversationKey conversation = ConversationKeys.ofDesk(desk.id());
    StoredNote note =
        StoredNote.newBuilder()
            .setKind(StoredNote.Kind.KIND_TIMER_SET)
            .setSeconds(members.timerSeconds())
            .build();
    if (by.equals(Optional.of(book.self()))) {
      notes.addOwn(tx, conversation, note);
    } else {
      notes.add(
          tx,
          conversation,
          by.flatMap(tx.contacts()::byAccount).map(StoredContact::getId).orElse(Messages.OURS),
          note);
    }
  }

  private OpenDesk standing(Transaction tx, OpenDesk desk, List<Event> events) {
    boolean in = desk.ownSeat(book.self()).isPresent();
    Standing was = desk.stored().getStanding();
    boolean joins = in && was == Standing.STANDING_ACCEPTED;
    boolean goes = !in && was == Standing.STANDING_MEMBER;
    if (!joins && !goes) {
      if (in) {
        events.add(new Event.DeskChanged(DeskViews.desk(desk, book.self())));
      }
      return desk;
    }
    StoredDesk.Builder stored = desk.stored().toBuilder();
    if (joins) {
      stored.setStanding(Standing.STANDING_MEMBER).setHeardAtMillis(profile.now().toEpochMilli());
    } else {
      stored.setStanding(Standing.STANDING_OUT).clearKeySeed();
    }
    OpenDesk now = desk.with(stored.build());
    tx.desks().save(now.stored());
    Desk view = DeskViews.desk(now, book.self());
    events.add(joins ? new Event.DeskJoined(view) : new Event.DeskLost(view));
    return now;
  }

  static Optional<Members> membersOf(Chain chain) {
    return chain.isEmpty() ? Optional.empty() : Optional.of(chain.members());
  }
}
