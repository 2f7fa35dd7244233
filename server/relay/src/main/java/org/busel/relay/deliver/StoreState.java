package org.busel.relay.deliver;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether the mailbox store answers, so that the log says when that changes and not for every message. Safe for many
/// threads.
final class StoreState {
  private static final Logger log = LoggerFactory.getLogger(StoreState.class);

  private final AtomicBoolean silent = new AtomicBoolean();

  /// It has stored something.
  void answered() {
    if (silent.get() && silent.compareAndSet(true, false)) {
      log.info("store available again, envelopes are stored");
    }
  }

  /// It did not say what became of something.
  void didNotAnswer() {
    if (silent.compareAndSet(false, true)) {
      log.warn("store unavailable, submits are answered so");
    }
  }
}
