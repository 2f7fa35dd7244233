package org.busel.mailbox;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.busel.store.StoreUnavailableException;
import org.busel.wire.DeviceId;

/// The envelopes waiting for each device, oldest first.
///
/// Calls block for as long as the disk or database takes and are made from virtual threads, never from an event loop.
/// Safe for many threads at once; calls for one device take effect in the order in which they return. A mailbox needs
/// no creation: it is there as soon as something is appended.
public interface MailboxStore {
  /// Adds an envelope to the end of its recipient's mailbox. Repeating a call with the same envelope id is harmless
  /// while the envelope waits, so a caller that saw [StoreUnavailableException] may simply call again.
  ///
  /// @return what became of it; on [AppendOutcome.Stored] the envelope is durable
  /// @throws StoreUnavailableException if the store did not answer; the outcome is unknown
  AppendOutcome append(Envelope envelope);

  /// Returns up to `limit` (1 to 1,000) waiting envelopes with a sequence above `after`, in rising order of sequence,
  /// without removing them. Envelopes that have expired are left out. Once a sequence was seen, no lower one appears
  /// later, so a reader may go on from the last that it has.
  ///
  /// @param after 0 for the oldest
  /// @throws StoreUnavailableException if the store did not answer
  List<Waiting> peek(DeviceId device, long after, int limit, Instant now);

  /// Removes envelopes for good. Unknown sequences are passed over. Does not wait for the disk: after a crash an
  /// acknowledged envelope may come again, but it never vanishes before it was acknowledged.
  ///
  /// @throws StoreUnavailableException if the store did not answer; repeating is safe
  void acknowledge(DeviceId device, Collection<Long> sequences);

  /// Removes every envelope whose expiry is not after `now`.
  ///
  /// @return how many were removed
  /// @throws StoreUnavailableException if the store did not answer; repeating is safe
  long expire(Instant now);
}
