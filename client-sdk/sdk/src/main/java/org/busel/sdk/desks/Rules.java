package org.busel.sdk.desks;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.busel.sdk.desks.Verdict.Rule;
import org.busel.wire.AccountId;
import org.busel.wire.Limits;
import org.busel.wire.v1.DeskChange;

/// Who may do what, as the parents of a change have it. Nothing that its author could not know is held against it here.
final class Rules {
  private final Members before;
  private final Seat author;
  private final Set<ByteString> usedKeys;

  /// @param before the members that the parents come to
  /// @param usedKeys desk keys of everybody who ever came in before
  Rules(Members before, Seat author, Set<ByteString> usedKeys) {
    this.before = before;
    this.author = author;
    this.usedKeys = usedKeys;
  }

  /// The rule that a change offends against, if any.
  ///
  /// @param entering who comes in with it
  Optional<Rule> broken(DeskChange change, Optional<Seat> entering) {
    if (!before.seats().containsKey(author.id())) {
      return Optional.of(Rule.NOT_A_MEMBER);
    }
    if (change.hasLeaving()) {
      return isLastAdmin() && before.size() > 1 ? Optional.of(Rule.LAST_ADMIN) : Optional.empty();
    }
    if (!before.adminSeats().contains(author.id())) {
      return Optional.of(Rule.NOT_AN_ADMIN);
    }
    return switch (change.getChangeCase()) {
      case ADDING -> entering(entering.orElseThrow());
      case REMOVING -> removing(new ChangeId(change.getRemoving().getSeat()));
      case PROMOTING -> promoting(new ChangeId(change.getPromoting().getSeat()));
      case DEMOTING -> demoting(new ChangeId(change.getDemoting().getSeat()));
      default -> Optional.empty();
    };
  }

  private Optional<Rule> entering(Seat seat) {
    if (before.has(seat.card().account())) {
      return Optional.of(Rule.IS_A_MEMBER);
    }
    if (usedKeys.contains(seat.key())) {
      return Optional.of(Rule.KEY_USED);
    }
    return before.size() >= Limits.DESK_MEMBERS
        ? Optional.of(Rule.TOO_MANY_MEMBERS)
        : Optional.empty();
  }

  private Optional<Rule> removing(ChangeId seat) {
    // Going oneself is a change of its own, with a rule of its own.
    return accountOf(seat).filter(account -> !account.equals(author.card().account())).isPresent()
        ? Optional.empty()
        : Optional.of(Rule.NO_SUCH_SEAT);
  }

  private Optional<Rule> promoting(ChangeId seat) {
    return accountOf(seat).isPresent() && !before.adminSeats().contains(seat)
        ? Optional.empty()
        : Optional.of(Rule.NO_SUCH_SEAT);
  }

  private Optional<Rule> demoting(ChangeId seat) {
    if (!before.adminSeats().contains(seat)) {
      return Optional.of(Rule.NO_SUCH_SEAT);
    }
    return seat.equals(author.id()) && isLastAdmin()
        ? Optional.of(Rule.LAST_ADMIN)
        : Optional.empty();
  }

  private boolean isLastAdmin() {
    return before.admins().equals(Set.of(author.card().account()));
  }

  private Optional<AccountId> accountOf(ChangeId seat) {
    return Optional.ofNullable(before.seats().get(seat)).map(it -> it.card().account());
  }

  /// Whether the parents stand as they must: none follows another, and the epoch is one more than their highest.
  static boolean isInOrder(DeskChange change, List<Change> parents) {
    int highest = parents.stream().mapToInt(Change::epoch).max().orElse(0);
    return change.getEpoch() == highest + 1
        && parents.stream().noneMatch(one -> parents.stream().anyMatch(one::follows));
  }
}
