package org.busel.sdk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.busel.sdk.desks.ChangeId;
import org.busel.sdk.desks.Members;
import org.busel.sdk.desks.Seat;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredContact;
import org.busel.wire.AccountId;

/// Desks and their members, as the app sees them.
final class DeskViews {
  private DeskViews() {}

  static Desk desk(OpenDesk desk, AccountId self) {
    DeskId id = new DeskId(desk.id());
    Desk.Standing standing =
        switch (desk.stored().getStanding()) {
          case STANDING_MEMBER -> Desk.Standing.MEMBER;
          case STANDING_ACCEPTED, STANDING_INVITED -> Desk.Standing.JOINING;
          case STANDING_OUT, STANDING_UNSPECIFIED, UNRECOGNIZED -> Desk.Standing.OUT;
        };
    if (desk.chain().isEmpty()) {
      String name = DeskBook.shown(desk.stored().getName());
      return new Desk(id, name, standing, desk.stored().getMembers(), false, false);
    }
    Members members = desk.members();
    return new Desk(
        id,
        DeskBook.shown(members.name()),
        standing,
        members.size(),
        desk.isMember() && members.isAdmin(self),
        members.isFrozen());
  }

  /// What everybody is called who belongs to a desk or once did, by their ids on this device.
  static Map<Long, String> names(Transaction tx, OpenDesk desk, DeskBook book) {
    Map<ChangeId, String> bySeat = namesBySeat(tx, desk, book);
    Map<Long, String> names = new HashMap<>();
    for (Seat seat : desk.chain().seats()) {
      tx.contacts()
          .byAccount(seat.card().account())
          .ifPresent(it -> names.put(it.getId(), bySeat.getOrDefault(seat.id(), "somebody")));
    }
    return names;
  }

  /// Members by name, this device's owner first.
  static List<Member> members(Transaction tx, OpenDesk desk, DeskBook book) {
    Map<ChangeId, String> names = namesBySeat(tx, desk, book);
    return desk.members().all().stream()
        .map(seat -> member(tx, desk, book, seat, names))
        .sorted(
            Comparator.comparing((Member member) -> member.id() != 0).thenComparing(Member::name))
        .toList();
  }

  private static Map<ChangeId, String> namesBySeat(Transaction tx, OpenDesk desk, DeskBook book) {
    Map<AccountId, String> names = new HashMap<>();
    Set<String> taken = new HashSet<>();
    List<Seat> seats = new ArrayList<>(desk.chain().seats());
    // Contacts keep the names that they have here; others give way.
    seats.sort(Comparator.comparing(seat -> person(tx, seat).isEmpty()));
    Map<ChangeId, String> bySeat = new HashMap<>();
    for (Seat seat : seats) {
      // Whoever comes back is called what they were called.
      String name = names.get(seat.card().account());
      if (name == null) {
        name = name(tx, seat, book, taken);
        taken.add(name);
        names.put(seat.card().account(), name);
      }
      bySeat.put(seat.id(), name);
    }
    return bySeat;
  }

  private static String name(Transaction tx, Seat seat, DeskBook book, Set<String> taken) {
    Optional<StoredContact> person = person(tx, seat);
    if (isSelf(seat, book) || person.isPresent()) {
      return person.map(StoredContact::getName).orElse("you");
    }
    String wished = DeskBook.shown(seat.name());
    String name = wished;
    for (int n = 2; taken.contains(name); n++) {
      name = wished + " " + n;
    }
    return name;
  }

  private static Member member(
      Transaction tx, OpenDesk desk, DeskBook book, Seat seat, Map<ChangeId, String> names) {
    Optional<StoredContact> known = tx.contacts().byAccount(seat.card().account());
    boolean self = isSelf(seat, book);
    boolean founder = seat.broughtInBy().equals(seat.id());
    return new Member(
        self ? 0 : known.map(StoredContact::getId).orElse(-1L),
        names.getOrDefault(seat.id(), "somebody"),
        known.filter(it -> !it.getPeer()).isPresent(),
        known.filter(StoredContact::getVerified).isPresent(),
        desk.members().isAdmin(seat.card().account()),
        founder ? "" : names.getOrDefault(seat.broughtInBy(), "somebody"),
        seat.verified() && !founder,
        self || book.peer(tx, seat).isPresent());
  }

  private static boolean isSelf(Seat seat, DeskBook book) {
    return seat.card().account().equals(book.self());
  }

  private static Optional<StoredContact> person(Transaction tx, Seat seat) {
    return tx.contacts().byAccount(seat.card().account()).filter(it -> !it.getPeer());
  }
}
