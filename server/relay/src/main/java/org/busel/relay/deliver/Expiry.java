package org.busel.relay.deliver;

import java.time.Clock;
import org.busel.mailbox.MailboxStore;
import org.busel.relay.telemetry.RelayMeters;
import org.busel.store.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes envelopes whose time is over, one round a call. Called from one virtual thread at a time.
public final class Expiry {
  private static final Logger log = LoggerFactory.getLogger(Expiry.class);

  private final MailboxStore mailboxes;
  private final Clock clock;
  private final RelayMeters meters;

  public Expiry(MailboxStore mailboxes, Clock clock, RelayMeters meters) {
    this.mailboxes = mailboxes;
    this.clock = clock;
    this.meters = meters;
  }

  /// Removes what has expired by now.
  public void round() {
    try {
      meters.expired(mailboxes.expire(clock.instant()));
    } catch (StoreUnavailableException unavailable) {
      log.warn("mailbox store unavailable, expired envelopes are removed in the next round");
    }
  }
}
