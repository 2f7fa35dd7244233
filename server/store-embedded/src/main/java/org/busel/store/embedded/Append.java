package org.busel.store.embedded;

import java.util.ArrayList;
import java.util.List;
import org.busel.mailbox.AppendCallback;
import org.busel.mailbox.AppendOutcome;
import org.busel.mailbox.AppendOutcome.AlreadyStored;
import org.busel.mailbox.AppendOutcome.Stored;
import org.busel.mailbox.Envelope;
import org.busel.store.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An envelope on its way into the log, and who waits to hear of it: the caller that brought it, and those that brought
/// it once more meanwhile.
///
/// Belongs to the caller until it is handed to the writer thread, and to that from then on.
final class Append implements LogEntry {
  private static final Logger log = LoggerFactory.getLogger(Append.class);

  private final Envelope envelope;
  private final Mailbox mailbox;
  private final Room room;
  private final AppendCallback then;
  private List<AppendCallback> repeats = List.of(); // guarded by the mailbox while it is on the way
  private long sequence; // this and all below: of the writer thread
  private long place;
  private long previous;
  private boolean entered;
  private boolean told;

  /// @param mailbox where it will be entered
  /// @param room in which it has its bytes, and to which it gives them back
  Append(Envelope envelope, Mailbox mailbox, Room room, AppendCallback then) {
    this.envelope = envelope;
    this.mailbox = mailbox;
    this.room = room;
    this.then = then;
  }

  Envelope envelope() {
    return envelope;
  }

  AppendCallback then() {
    return then;
  }

  Mailbox mailbox() {
    return mailbox;
  }

  int contentBytes() {
    return envelope.content().bytes().size();
  }

  /// Lets one more caller wait for it. The mailbox calls this, under its lock, while the envelope is on the way.
  void follow(AppendCallback repeat) {
    if (repeats.isEmpty()) {
      repeats = new ArrayList<>(1);
    }
    repeats.add(repeat);
  }

  /// Says where in the log it was put.
  void putAt(long newSequence, long newPlace) {
    sequence = newSequence;
    place = newPlace;
  }

  /// Enters it into its mailbox; it is durable now.
  void enter() {
    entered = true;
    previous =
        mailbox.stored(
            this,
            new Mailbox.Entry(
                sequence,
                place,
                envelope.id(),
                LogRecord.hourOf(envelope.expiresAt()),
                contentBytes()));
    room.give(contentBytes());
  }

  /// Tells those who wait that it is durable, and entered.
  void tell() {
    told = true;
    settle(then, new Stored(sequence, previous));
    for (AppendCallback repeat : repeats) {
      settle(repeat, new AlreadyStored(sequence));
    }
  }

  /// Tells those who wait that nobody knows what became of it, unless they have been told something.
  @Override
  public void fail(Throwable cause) {
    if (told) {
      return;
    }
    told = true;
    if (!entered) {
      mailbox.release(this);
      room.give(contentBytes());
    }
    var unavailable = new StoreUnavailableException("appending an envelope", cause);
    unavailable(then, unavailable);
    for (AppendCallback repeat : repeats) {
      unavailable(repeat, unavailable);
    }
  }

  private static void settle(AppendCallback callback, AppendOutcome outcome) {
    try {
      callback.settled(outcome);
    } catch (RuntimeException bug) { // the others, and the next batch, must not suffer from it
      log.error("somebody who waited for an envelope cannot be told", bug);
    }
  }

  private static void unavailable(AppendCallback callback, StoreUnavailableException cause) {
    try {
      callback.unavailable(cause);
    } catch (RuntimeException bug) { // as above
      log.error("somebody who waited for an envelope cannot be told", bug);
    }
  }
}
