package org.busel.mailbox;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.busel.store.StoreUnavailableException;
import org.busel.wire.DeviceId;
import org.busel.wire.EnvelopeId;

/// The envelopes waiting for each device, oldest first.
///
/// [#append(Envelope, AppendCallback)] and [#acknowledge] return at once and may be called from an event loop; the
/// others block for as long as the disk or database takes and are made from virtual threads. Safe for many threads at
/// once; calls of one thread for one device take effect in the order in which they were made. A mailbox needs no
/// creation: it is there as soon as something is appended.
public interface MailboxStore {
  /// So often an envelope is offered to its device before it is set aside.
  int MAX_OFFERS = 8;

  /// Adds an envelope to the end of its recipient's mailbox, and says so to `then` when it is durable. Repeating a call
  /// with the same envelope id is harmless while the envelope waits, so a caller that was told *unavailable* may simply
  /// call again.
  ///
  /// Never waits for a disk or a network. What is on its way is bounded: beyond that the outcome is
  /// [AppendOutcome.Busy].
  void append(Envelope envelope, AppendCallback then);

  /// The same for a caller that may wait: blocks until the outcome is known.
  ///
  /// @return what became of it; on [AppendOutcome.Stored] the envelope is durable
  /// @throws StoreUnavailableException if the store did not answer; the outcome is unknown
  default AppendOutcome append(Envelope envelope) {
    WaitingCallback outcome = new WaitingCallback();
    append(envelope, outcome);
    return outcome.await();
  }

  /// Returns up to `limit` (1 to 1,000) waiting envelopes with a sequence above `after`, in rising order of sequence,
  /// without removing them. Envelopes that have expired are left out. Once a sequence was seen, no lower one appears
  /// later, so a reader may go on from the last that it has.
  ///
  /// @param after 0 for the oldest
  /// @throws StoreUnavailableException if the store did not answer
  List<Waiting> peek(DeviceId device, long after, int limit, Instant now);

  /// Removes envelopes for good: no [#peek] shows them after this has returned. Unknown sequences are passed over. Never
  /// waits for a disk or a network: after a crash an acknowledged envelope may come again, but it never vanishes before
  /// it was acknowledged.
  ///
  /// @throws StoreUnavailableException if the store did not answer; repeating is safe
  void acknowledge(DeviceId device, Collection<Long> sequences);

  /// Removes the envelope with that id for good, if it waits. As with [#acknowledge] the disk is not waited for: after a
  /// crash it may come again.
  ///
  /// @throws StoreUnavailableException if the store did not answer; repeating is safe
  void withdraw(DeviceId device, EnvelopeId envelope);

  /// Counts that an envelope was offered to its device and the connection ended without its acknowledgement. After
  /// [#MAX_OFFERS] of these it is set aside: [#peek] shows it no more, so that it cannot stand in the way of what waits
  /// behind it. It still counts against the limits, can be withdrawn, and expires. The count is kept in memory only: a
  /// store that is opened again offers it again.
  ///
  /// Never waits for a disk or a network. An unknown sequence is passed over.
  ///
  /// @return whether this offer was the last
  boolean offeredInVain(DeviceId device, long sequence);

  /// Removes every envelope whose expiry is not after `now`, and gives the store time to make unreadable on its disk what
  /// has gone before. To be called about every ten minutes.
  ///
  /// A store may hold back while `now` is far ahead of the time that has passed since it was last called: a wrong clock
  /// must not empty all mailboxes. What has expired is not shown meanwhile.
  ///
  /// @return how many were removed
  /// @throws StoreUnavailableException if the store did not answer; repeating is safe
  long expire(Instant now);
}
