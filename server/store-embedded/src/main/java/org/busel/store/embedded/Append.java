package org.busel.store.embedded;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.busel.mailbox.Envelope;
import org.busel.store.StoreUnavailableException;

/// An envelope on its way into the log. Whoever asked for it waits here; any number of threads may.
///
/// @param mailbox where it will be entered
/// @param sequence comes when the envelope is durable
record Append(Envelope envelope, Mailbox mailbox, CompletableFuture<Long> sequence)
    implements LogEntry {
  Append(Envelope envelope, Mailbox mailbox) {
    this(envelope, mailbox, new CompletableFuture<>());
  }

  int contentBytes() {
    return envelope.content().bytes().size();
  }

  /// Waits until the envelope is durable and returns its sequence.
  ///
  /// @throws StoreUnavailableException if it could not be written
  long await() {
    try {
      return sequence.join();
    } catch (CompletionException e) {
      throw new StoreUnavailableException("appending an envelope", e);
    }
  }

  /// Tells those who wait that nobody knows what became of it.
  void fail(Throwable cause) {
    mailbox.release(this);
    sequence.completeExceptionally(cause);
  }
}
