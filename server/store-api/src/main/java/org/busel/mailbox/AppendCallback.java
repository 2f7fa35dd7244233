package org.busel.mailbox;

import org.busel.store.StoreUnavailableException;

/// Whoever waits to hear what became of an envelope.
///
/// Exactly one of the methods is called, once, on any thread, perhaps before [MailboxStore#append(Envelope,
/// AppendCallback)] returns. It must return at once: the store's writer may be the one that calls, and everybody's next
/// envelope waits behind it. It must not throw.
public interface AppendCallback {
  /// The store has decided.
  void settled(AppendOutcome outcome);

  /// The store did not answer, so the outcome is unknown; repeating with the same id is safe.
  void unavailable(StoreUnavailableException cause);
}
