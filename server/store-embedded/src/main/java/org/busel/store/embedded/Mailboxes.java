package org.busel.store.embedded;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.busel.wire.DeviceId;
import org.jspecify.annotations.Nullable;

/// The index of the log: every mailbox that ever held something since the store was opened. Safe for many threads.
final class Mailboxes {
  private final ConcurrentMap<DeviceId, Mailbox> byDevice = new ConcurrentHashMap<>();
  private final Expiries expiries = new Expiries();

  @Nullable Mailbox find(DeviceId device) {
    return byDevice.get(device);
  }

  Mailbox of(DeviceId device) {
    return byDevice.computeIfAbsent(device, _ -> new Mailbox(expiries));
  }

  /// Every mailbox and whose it is.
  Set<Map.Entry<DeviceId, Mailbox>> entries() {
    return byDevice.entrySet();
  }

  Collection<Mailbox> all() {
    return byDevice.values();
  }

  /// Says which mailboxes must be looked at when.
  Expiries expiries() {
    return expiries;
  }

  /// Takes out every envelope that stands in this segment.
  ///
  /// @return how many
  long forget(Segment segment) {
    long forgotten = 0;
    for (Mailbox mailbox : byDevice.values()) {
      for (Mailbox.Spot spot : mailbox.all()) {
        if (Place.segment(spot.place()) == segment.number()
            && mailbox.remove(spot.sequence()) != null) {
          segment.remove(spot.contentBytes());
          forgotten++;
        }
      }
    }
    return forgotten;
  }
}
