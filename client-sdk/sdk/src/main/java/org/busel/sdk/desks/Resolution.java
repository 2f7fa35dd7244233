package org.busel.sdk.desks;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.busel.wire.AccountId;

/// What a set of changes comes to. PROTOCOL.md "Who belongs to a desk" is the law; the rules, in the order of their
/// weight:
///
/// 1. Whoever was taken out is out, whatever happened beside it. Nothing that anybody signs later undoes it; who is to
///    come back is let in anew.
/// 2. What an admin did beside the end of their own rights does not count, but for taking out. So nobody who was
///    removed can still bring somebody in, by dating a change back.
/// 3. What hangs on a change that does not count does not count either, but for taking out.
///
/// Every rule speaks only of which change follows which, so the order of arrival cannot matter.
final class Resolution {
  private final List<Change> changes;
  private final BitSet set;
  private final Map<ChangeId, Change> entries = new HashMap<>();
  private final Map<ChangeId, List<Change>> ends = new HashMap<>();
  private final Map<ChangeId, List<Change>> promotions = new HashMap<>();
  private final BitSet counting = new BitSet();

  private Resolution(List<Change> changes, BitSet set) {
    this.changes = changes;
    this.set = set;
  }

  /// @param changes each at its index
  /// @param set of indices, with everything that they follow; not empty
  static Members of(List<Change> changes, BitSet set) {
    Resolution resolution = new Resolution(changes, set);
    resolution.sort();
    return resolution.members();
  }

  private void sort() {
    set.stream()
        .mapToObj(changes::get)
        .forEach(change -> {
          change.endsRightsOf().ifPresent(seat -> listOf(ends, seat).add(change));
          if (change.member().isPresent()) {
            entries.put(change.id(), change);
          }
        });
    set.stream()
        .mapToObj(changes::get)
        .forEach(change -> {
          if (counts(change)) {
            counting.set(change.index());
            promoted(change);
          }
        });
  }

  private void promoted(Change change) {
    if (change.body().hasFounding()) {
      listOf(promotions, change.id()).add(change);
    } else if (change.body().hasPromoting()) {
      listOf(promotions, new ChangeId(change.body().getPromoting().getSeat())).add(change);
    }
  }

  /// What it follows has been looked at already.
  private boolean counts(Change change) {
    if (change.body().hasFounding()) {
      return true;
    }
    Change entry = entries.get(change.author());
    return entry != null
        && counting.get(entry.index())
        && endsOf(change.author()).stream().noneMatch(change::isBeside)
        && isAdmin(change.author(), change.past());
  }

  /// Whether a promotion of that seat stands, as far as `within` goes.
  private boolean isAdmin(ChangeId seat, BitSet within) {
    return promotions.getOrDefault(seat, List.of()).stream()
        .filter(promotion -> within.get(promotion.index()))
        .anyMatch(promotion ->
            endsOf(seat).stream()
                .filter(end -> within.get(end.index()))
                .allMatch(promotion::follows));
  }

  private Members members() {
    List<Change> out = new ArrayList<>();
    Change named = null;
    Change timed = null;
    int epoch = 0;
    for (Change change : (Iterable<Change>) set.stream().mapToObj(changes::get)::iterator) {
      epoch = Math.max(epoch, change.epoch());
      change.takesOut().map(entries::get).ifPresent(out::add);
      boolean names = change.body().hasFounding() || change.body().hasNaming();
      if (names && counting.get(change.index()) && (named == null || change.isAbove(named))) {
        named = change;
      }
      boolean times = change.body().hasTiming() && counting.get(change.index());
      if (times && (timed == null || change.isAbove(timed))) {
        timed = change;
      }
    }
    if (named == null) {
      throw new IllegalArgumentException("a set of changes without its founding");
    }
    return members(new Said(nameIn(named), Optional.ofNullable(timed), epoch), out);
  }

  /// What changes say of the desk itself.
  private record Said(String name, Optional<Change> timed, int epoch) {}

  private Members members(Said said, List<Change> out) {
    Map<AccountId, Change> first = new HashMap<>();
    Map<AccountId, Seat> byAccount = new HashMap<>();
    Map<ChangeId, Seat> seats = new HashMap<>();
    Set<ChangeId> admins = new HashSet<>();
    for (Change entry : entries.values()) {
      if (!counting.get(entry.index()) || out.stream().anyMatch(gone -> isSame(gone, entry))) {
        continue;
      }
      Seat seat = entry.member().orElseThrow();
      seats.put(entry.id(), seat);
      if (isAdmin(entry.id(), set)) {
        admins.add(entry.id());
      }
      AccountId account = seat.card().account();
      Change other = first.get(account);
      if (other == null || other.isAbove(entry)) {
        first.put(account, entry);
        byAccount.put(account, seat);
      }
    }
    return new Members(
        said.name(),
        said.timed().map(timed -> timed.body().getTiming().getSeconds()).orElse(0),
        said.timed().map(Change::author),
        said.epoch(),
        byAccount,
        seats,
        admins);
  }

  /// Who was let in twice at the same time is out of both places when out of one.
  private static boolean isSame(Change gone, Change entry) {
    return gone.index() == entry.index()
        || (gone.isBeside(entry)
            && gone.member()
                .map(seat -> seat.card().account())
                .equals(entry.member().map(seat -> seat.card().account())));
  }

  private static String nameIn(Change change) {
    return change.body().hasFounding()
        ? change.body().getFounding().getName()
        : change.body().getNaming().getName();
  }

  private List<Change> endsOf(ChangeId seat) {
    return ends.getOrDefault(seat, List.of());
  }

  private static List<Change> listOf(Map<ChangeId, List<Change>> lists, ChangeId seat) {
    return lists.computeIfAbsent(seat, unused -> new ArrayList<>());
  }
}
