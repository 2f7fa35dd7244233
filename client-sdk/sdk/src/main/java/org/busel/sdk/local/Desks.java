package org.busel.sdk.local;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.busel.sdk.local.records.StoredDesk;
import org.busel.sdk.local.records.StoredHeld;
import org.busel.sdk.local.records.StoredTicket;
import org.busel.wire.Limits;
import org.busel.wire.v1.SignedDeskChange;

/// Desks, their changes, who was asked in from here, and what waits for changes. Inside a transaction only.
///
/// A desk is named by its 32-byte id.
public final class Desks {
  /// What is held back in one desk at most; more is dropped.
  public static final int MOST_HELD = 100;

  /// What is held back of one member at most, so that nobody takes all the room.
  public static final int MOST_HELD_OF_ONE = 20;

  private final Table table;

  Desks(Table table) {
    this.table = table;
  }

  /// Every desk, in no order.
  public List<StoredDesk> all() {
    return table.all(Area.DESK).stream()
        .map(value -> Stored.read(StoredDesk.parser(), value))
        .toList();
  }

  /// The desk with that id.
  public Optional<StoredDesk> find(ByteString desk) {
    return table
        .get(Area.DESK, desk.toByteArray())
        .map(value -> Stored.read(StoredDesk.parser(), value));
  }

  /// Saves a desk, in place of the one with the same id.
  public void save(StoredDesk desk) {
    table.put(Area.DESK, desk.getDesk().toByteArray(), desk.toByteArray());
  }

  /// Removes a desk that has no changes.
  public void remove(ByteString desk) {
    table.remove(Area.DESK, desk.toByteArray());
  }

  /// The changes of a desk, in the order in which they were added.
  public List<SignedDeskChange> changes(ByteString desk) {
    return table.first(Area.DESK_CHANGE, desk.toByteArray(), Limits.DESK_CHANGES).stream()
        .map(line -> Stored.read(SignedDeskChange.parser(), line.value()))
        .toList();
  }

  /// Adds a change.
  ///
  /// @param index how many there were before
  public void add(ByteString desk, int index, SignedDeskChange change) {
    table.line(Area.DESK_CHANGE, desk.toByteArray(), index, change.toByteArray());
  }

  /// Notes that somebody was asked in.
  public void asked(ByteString ticket, StoredTicket asked) {
    table.put(Area.DESK_TICKET, ticket.toByteArray(), asked.toByteArray());
  }

  /// Who was asked in with that ticket.
  public Optional<StoredTicket> ticket(ByteString ticket) {
    return table
        .get(Area.DESK_TICKET, ticket.toByteArray())
        .map(value -> Stored.read(StoredTicket.parser(), value));
  }

  /// The ticket was answered.
  public void used(ByteString ticket) {
    table.remove(Area.DESK_TICKET, ticket.toByteArray());
  }

  /// Holds something back until more changes are here.
  ///
  /// @param number as messages have
  /// @return whether there was room
  public boolean hold(ByteString desk, long number, StoredHeld held) {
    List<StoredHeld> there =
        table.first(Area.DESK_HELD, desk.toByteArray(), MOST_HELD).stream()
            .map(line -> Stored.read(StoredHeld.parser(), line.value()))
            .toList();
    boolean room =
        there.size() < MOST_HELD
            && there.stream().filter(other -> other.getContact() == held.getContact()).count()
                < MOST_HELD_OF_ONE;
    if (room) {
      table.line(Area.DESK_HELD, desk.toByteArray(), number, held.toByteArray());
    }
    return room;
  }

  /// Everything that is held back in a desk, in order; it is no longer kept here.
  public List<StoredHeld> takeHeld(ByteString desk) {
    List<StoredHeld> taken = new ArrayList<>();
    for (Table.Line line : table.first(Area.DESK_HELD, desk.toByteArray(), MOST_HELD)) {
      taken.add(Stored.read(StoredHeld.parser(), line.value()));
      table.removeLine(Area.DESK_HELD, desk.toByteArray(), line.number());
    }
    return taken;
  }
}
