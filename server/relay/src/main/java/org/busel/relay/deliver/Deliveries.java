package org.busel.relay.deliver;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.busel.mailbox.MailboxStore;
import org.busel.mailbox.Waiting;
import org.busel.relay.telemetry.RelayMeters;
import org.busel.wire.DeviceId;

/// Opens inboxes, and bounds what all of them together read from the store at once. Safe for many threads.
public final class Deliveries {
  private final MailboxStore mailboxes;
  private final Presence presence;
  private final DeliveryRules rules;
  private final Clock clock;
  private final RelayMeters meters;
  private final Semaphore reads;

  public Deliveries(
      MailboxStore mailboxes,
      Presence presence,
      DeliveryRules rules,
      Clock clock,
      RelayMeters meters) {
    this.mailboxes = mailboxes;
    this.presence = presence;
    this.rules = rules;
    this.clock = clock;
    this.meters = meters;
    this.reads = new Semaphore(rules.readsAtOnce());
  }

  /// An inbox for a device that has logged in; it does nothing before [Inbox#start].
  public Inbox inbox(DeviceId device, InboxLine line) {
    return new Inbox(device, line, this);
  }

  /// Reads what waits for a device, after its turn has come.
  ///
  /// @throws org.busel.store.StoreUnavailableException if the store did not answer
  List<Waiting> peek(DeviceId device, long after, int limit) {
    reads.acquireUninterruptibly();
    try {
      return mailboxes.peek(device, after, limit, clock.instant());
    } finally {
      reads.release();
    }
  }

  MailboxStore mailboxes() {
    return mailboxes;
  }

  Presence presence() {
    return presence;
  }

  DeliveryRules rules() {
    return rules;
  }

  RelayMeters meters() {
    return meters;
  }
}
