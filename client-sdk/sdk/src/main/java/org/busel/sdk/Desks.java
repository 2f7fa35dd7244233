package org.busel.sdk;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.busel.sdk.desks.ChangeId;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredDesk.Standing;
import org.busel.wire.v1.DeskChange;
import org.busel.wire.v1.DeskDemoting;
import org.busel.wire.v1.DeskLeaving;
import org.busel.wire.v1.DeskNaming;
import org.busel.wire.v1.DeskPromoting;
import org.busel.wire.v1.DeskRemoving;
import org.busel.wire.v1.DeskTiming;

/// Desks: conversations of up to 200 people, of which no relay knows. PROTOCOL.md "Desks" is the law.
///
/// Who belongs to a desk is kept by its members in changes that admins sign; what is said there is sealed to each
/// member on their own, so that whoever was taken out has no key to what is said next. Calls that say or change
/// something first take in what waits at the relay, so that they go by the newest members that can be known; each may
/// be made from any thread and blocks like those of [Device].
public final class Desks {
  private final Profile profile;
  private final Inbox inbox;
  private final Correspondence correspondence;
  private final DeskBook book;
  private final DeskSteps steps;
  private final DeskTalk talk;

  Desks(Profile profile, Mailbox mailbox, DeskBook book, DeskSteps steps, DeskTalk talk) {
    this.talk = talk;
    this.profile = profile;
    this.inbox = mailbox.inbox();
    this.correspondence = mailbox.correspondence();
    this.book = book;
    this.steps = steps;
  }

  /// How what concerns desks comes and goes.
  record Mailbox(Inbox inbox, Correspondence correspondence) {}

  /// Every desk that this device's owner belongs to, joins, or once belonged to, by name.
  public List<Desk> all() {
    return profile.transact(
        "reading desks",
        tx ->
            tx.desks().all().stream()
                .filter(desk -> desk.getStanding() != Standing.STANDING_INVITED)
                .map(desk -> DeskViews.desk(book.open(tx, desk), book.self()))
                .sorted(Comparator.comparing(Desk::name))
                .toList());
  }

  /// The desk with exactly that name: one that this device's owner belongs to before any other.
  public Optional<Desk> named(String name) {
    return all().stream()
        .filter(desk -> desk.name().equals(name))
        .min(Comparator.comparing(desk -> desk.standing() != Desk.Standing.MEMBER));
  }

  /// Who belongs to a desk, this device's owner first, the others by name.
  ///
  /// @throws IllegalArgumentException if there is no such desk
  public List<Member> members(Desk desk) {
    return profile.transact(
        "reading members of a desk",
        tx -> {
          OpenDesk open =
              book.find(tx, desk.id().bytes())
                  .orElseThrow(() -> new IllegalArgumentException("no such desk"));
          return open.chain().isEmpty() ? List.of() : DeskViews.members(tx, open, book);
        });
  }

  /// Founds a desk with this device's owner as its only member and admin.
  public DeskOutcome create(String name) {
    Optional<String> flaw = AddressBook.flaw(name);
    return flaw.isPresent()
        ? new DeskOutcome.NameRefused(flaw.get())
        : profile.transact("founding a desk", tx -> steps.found(tx, name));
  }

  /// Gives a desk another name.
  public DeskOutcome rename(Desk desk, String name) {
    Optional<String> flaw = AddressBook.flaw(name);
    return flaw.isPresent()
        ? new DeskOutcome.NameRefused(flaw.get())
        : change(desk, DeskChange.newBuilder().setNaming(DeskNaming.newBuilder().setName(name)));
  }

  /// Asks a contact into a desk. They are members once they have accepted and this device has heard of it.
  public DeskOutcome invite(Desk desk, Contact contact) {
    inbox.catchUp();
    return told(
        profile.transact("asking somebody into a desk", tx -> steps.invite(tx, desk, contact)));
  }

  /// What this device's owner is asked into and has not answered.
  public List<DeskInvite> invitations() {
    return profile.transact(
        "reading invitations",
        tx ->
            tx.desks().all().stream()
                .filter(desk -> desk.getStanding() == Standing.STANDING_INVITED)
                .filter(desk ->
                    !Instant.ofEpochMilli(desk.getExpiresAtMillis()).isBefore(profile.now()))
                .flatMap(desk ->
                    tx.contacts().byId(desk.getInvitedBy()).stream()
                        .map(from -> DeskKinds.invite(desk, from)))
                .sorted(Comparator.comparing(DeskInvite::name))
                .toList());
  }

  /// Says yes. All members will be able to write to this device, and learn how its owner wishes to be called.
  public DeskOutcome accept(DeskInvite invite) {
    return told(profile.transact("accepting", tx -> steps.accept(tx, invite)));
  }

  /// Says no, and forgets it.
  public DeskOutcome decline(DeskInvite invite) {
    return told(profile.transact("declining", tx -> steps.decline(tx, invite)));
  }

  /// Takes somebody out. From here on nothing is sealed to them any more, by anybody who knows of it.
  public DeskOutcome remove(Desk desk, Member member) {
    return change(
        desk,
        member,
        seat ->
            DeskChange.newBuilder().setRemoving(DeskRemoving.newBuilder().setSeat(seat.bytes())));
  }

  /// Makes a member an admin.
  public DeskOutcome promote(Desk desk, Member member) {
    return change(
        desk,
        member,
        seat ->
            DeskChange.newBuilder().setPromoting(DeskPromoting.newBuilder().setSeat(seat.bytes())));
  }

  /// Makes an admin a member like others.
  public DeskOutcome demote(Desk desk, Member member) {
    return change(
        desk,
        member,
        seat ->
            DeskChange.newBuilder().setDemoting(DeskDemoting.newBuilder().setSeat(seat.bytes())));
  }

  /// Goes. The only admin promotes somebody first.
  public DeskOutcome leave(Desk desk) {
    return change(desk, DeskChange.newBuilder().setLeaving(DeskLeaving.getDefaultInstance()));
  }

  /// Says words in a desk, as [DeskConversation#send].
  public DeskSendOutcome send(Desk desk, String text) {
    return talk.send(desk, text, Optional.empty());
  }

  /// The last messages in a desk, oldest first.
  ///
  /// @param limit 1 to 10,000
  public List<Message> history(Desk desk, int limit) {
    return conversation(desk).history(limit);
  }

  /// What can be said and done in a desk.
  DeskConversation conversation(Desk desk) {
    return new DeskConversation(desk, talk, this);
  }

  /// From now on what is said in a desk disappears that long after it was read; zero: it stays.
  DeskOutcome disappearAfter(Desk desk, Duration time) {
    Talk.requireTimer(time);
    DeskTiming timing = DeskTiming.newBuilder().setSeconds((int) time.toSeconds()).build();
    return change(desk, DeskChange.newBuilder().setTiming(timing));
  }

  private DeskOutcome change(Desk desk, DeskChange.Builder step) {
    inbox.catchUp();
    return told(profile.transact("changing a desk", tx -> steps.change(tx, desk, unused -> step)));
  }

  private DeskOutcome change(
      Desk desk, Member member, Function<ChangeId, DeskChange.Builder> step) {
    inbox.catchUp();
    return told(
        profile.transact(
            "changing a desk",
            tx -> steps.change(tx, desk, open -> step.apply(steps.seat(tx, open, member)))));
  }

  /// Sends what was saved to be told.
  private DeskOutcome told(DeskOutcome outcome) {
    if (!(outcome instanceof DeskOutcome.Done done)) {
      return outcome;
    }
    List<Long> everybody =
        profile.transact(
            "reading contacts",
            tx -> tx.contacts().all().stream().map(StoredContact::getId).toList());
    Outgoing.End end = correspondence.flush(everybody, 0);
    return new DeskOutcome.Done(done.desk(), end instanceof Outgoing.End.Empty);
  }
}
