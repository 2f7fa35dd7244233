package org.busel.relay.deliver;

import java.time.Clock;
import java.util.List;
import org.busel.mailbox.Waiting;
import org.busel.wire.DeviceId;

/// Ends what the relay has for a device that its account has removed. Safe for many threads; blocks on the store.
public final class Removals {
  private static final int AT_ONCE = 1_000;

  private final Deliveries deliveries;
  private final Clock clock;

  public Removals(Deliveries deliveries, Clock clock) {
    this.deliveries = deliveries;
    this.clock = clock;
  }

  /// Closes the device's connection and erases what waits for it.
  public void removed(DeviceId device) {
    deliveries.presence().find(device).ifPresent(Inbox::removed);
    List<Waiting> waiting;
    do {
      waiting = deliveries.mailboxes().peek(device, 0, AT_ONCE, clock.instant());
      deliveries
          .mailboxes()
          .acknowledge(device, waiting.stream().map(Waiting::sequence).toList());
    } while (!waiting.isEmpty());
  }
}
