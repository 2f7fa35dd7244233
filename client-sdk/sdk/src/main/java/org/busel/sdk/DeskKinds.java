package org.busel.sdk;

import java.util.List;
import java.util.Optional;
import org.busel.sdk.local.Contacts;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredDesk;
import org.busel.sdk.local.records.StoredDesk.Standing;
import org.busel.wire.v1.DeskChanges;
import org.busel.wire.v1.DeskInvitation;

/// The kinds of content by which members keep a desk.
///
/// @param invitations somebody asks this device's owner in
/// @param answers somebody who was asked in says yes or no
/// @param changes what changed
/// @param asks a member lacks changes
record DeskKinds(
    ContentKind invitations, ContentKind answers, ContentKind changes, ContentKind asks) {
  private static final int MOST_INVITATIONS = 50;

  static DeskKinds of(Profile profile, DeskBook book, DeskPost post, DeskGrowth growth) {
    return new DeskKinds(
        arrival -> invited(profile, arrival),
        new DeskAnswerKind(profile, book, post, growth),
        arrival -> changed(book, post, growth, arrival),
        arrival -> asked(book, post, arrival));
  }

  private static void invited(Profile profile, Arrival arrival) {
    DeskInvitation invitation = arrival.content().getDeskInvitation();
    Transaction tx = arrival.tx();
    Optional<StoredDesk> known = tx.desks().find(invitation.getDesk());
    boolean belongs = known.filter(it -> it.getStanding() == Standing.STANDING_MEMBER).isPresent();
    boolean repeated =
        known.filter(it -> it.getTicket().equals(invitation.getTicket())).isPresent();
    if (belongs
        || repeated
        || invitation.getExpiresAtMillis() < profile.now().toEpochMilli()
        || open(tx.desks().all()) >= MOST_INVITATIONS) {
      return;
    }
    StoredDesk desk =
        known.orElse(StoredDesk.getDefaultInstance()).toBuilder()
            .setDesk(invitation.getDesk())
            .setStanding(Standing.STANDING_INVITED)
            .setName(invitation.getName())
            .setMembers(invitation.getMembers())
            .setInvitedBy(arrival.from().getId())
            .setTicket(invitation.getTicket())
            .setExpiresAtMillis(invitation.getExpiresAtMillis())
            .build();
    tx.desks().save(desk);
    arrival.events().add(new Event.DeskInvited(invite(desk, arrival.from())));
  }

  private static void changed(DeskBook book, DeskPost post, DeskGrowth growth, Arrival arrival) {
    DeskChanges changes = arrival.content().getDeskChanges();
    Optional<OpenDesk> desk =
        book.find(arrival.tx(), changes.getDesk())
            .filter(it -> it.isMember() || it.stored().getStanding() == Standing.STANDING_ACCEPTED);
    if (desk.isEmpty()) {
      return;
    }
    DeskGrowth.Grown grown =
        growth.grow(arrival.tx(), desk.get(), changes.getChangesList(), arrival.events());
    if (grown.lacks()) {
      OpenDesk unused = post.ask(arrival.tx(), arrival.from(), grown.desk());
    }
  }

  private static void asked(DeskBook book, DeskPost post, Arrival arrival) {
    StoredContact from = arrival.from();
    book.find(arrival.tx(), arrival.content().getDeskAsk().getDesk())
        .filter(OpenDesk::isMember)
        .filter(desk -> desk.members().has(Contacts.accountOf(from)))
        .ifPresent(desk -> {
          OpenDesk unused =
              post.answer(arrival.tx(), from, desk, arrival.content().getDeskAsk().getHaveList());
        });
  }

  static DeskInvite invite(StoredDesk desk, StoredContact from) {
    return new DeskInvite(
        new DeskId(desk.getDesk()),
        DeskBook.shown(desk.getName()),
        Views.contact(from),
        desk.getMembers(),
        java.time.Instant.ofEpochMilli(desk.getExpiresAtMillis()));
  }

  private static long open(List<StoredDesk> desks) {
    return desks.stream().filter(desk -> desk.getStanding() == Standing.STANDING_INVITED).count();
  }
}
