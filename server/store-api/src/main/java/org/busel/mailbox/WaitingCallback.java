package org.busel.mailbox;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.busel.store.StoreUnavailableException;

/// Lets one thread wait for what a callback is told.
final class WaitingCallback implements AppendCallback {
  private final CompletableFuture<AppendOutcome> outcome = new CompletableFuture<>();

  @Override
  public void settled(AppendOutcome settled) {
    outcome.complete(settled);
  }

  @Override
  public void unavailable(StoreUnavailableException cause) {
    outcome.completeExceptionally(cause);
  }

  /// Waits until something was said.
  ///
  /// @throws StoreUnavailableException if the store did not answer
  AppendOutcome await() {
    try {
      return outcome.join();
    } catch (CompletionException failed) {
      // Thrown anew, so that the trace is that of the thread that waited.
      throw new StoreUnavailableException("appending an envelope", failed);
    }
  }
}
