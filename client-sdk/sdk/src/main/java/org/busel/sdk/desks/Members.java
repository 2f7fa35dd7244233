package org.busel.sdk.desks;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.busel.wire.AccountId;

/// Who belongs to a desk, as a set of changes has it. Equal for equal sets, in whatever order they came.
///
/// @param name of the desk
/// @param timerSeconds after which what is said there disappears, from reading; 0: it stays
/// @param timerBy seat of whoever set that, if anybody did
/// @param epoch of the newest change
/// @param byAccount the seat of every member
/// @param seats every seat that counts; more than one for an account that was let in twice at the same time
/// @param adminSeats those of them that may change the desk
public record Members(
    String name,
    int timerSeconds,
    Optional<ChangeId> timerBy,
    int epoch,
    Map<AccountId, Seat> byAccount,
    Map<ChangeId, Seat> seats,
    Set<ChangeId> adminSeats) {
  public Members {
    byAccount = Map.copyOf(byAccount);
    seats = Map.copyOf(seats);
    adminSeats = Set.copyOf(adminSeats);
  }

  /// Whether that account belongs to the desk.
  public boolean has(AccountId account) {
    return byAccount.containsKey(account);
  }

  /// Whether that account may change the desk.
  public boolean isAdmin(AccountId account) {
    return admins().contains(account);
  }

  /// The accounts that may change the desk.
  public Set<AccountId> admins() {
    return adminSeats.stream()
        .map(seats::get)
        .filter(Objects::nonNull)
        .map(seat -> seat.card().account())
        .collect(Collectors.toSet());
  }

  /// The seat of that account.
  public Optional<Seat> of(AccountId account) {
    return Optional.ofNullable(byAccount.get(account));
  }

  /// Every member's seat, in no order.
  public Collection<Seat> all() {
    return List.copyOf(byAccount.values());
  }

  /// How many members there are.
  public int size() {
    return byAccount.size();
  }

  /// Whether nobody is left who could change it: members can talk and leave, and found another.
  public boolean isFrozen() {
    return adminSeats.isEmpty();
  }

  @Override
  public String toString() {
    return "Members[" + size() + "]";
  }
}
