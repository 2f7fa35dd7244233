package org.busel.relay.deliver;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.busel.wire.DeviceId;
import org.jspecify.annotations.Nullable;

/// Which devices are connected, so that a new envelope finds its device. In memory only. Safe for many threads.
public final class Presence {
  private final ConcurrentHashMap<DeviceId, Inbox> inboxes = new ConcurrentHashMap<>();

  /// From here on `inbox` is where the device is.
  ///
  /// @return where it was until now; the caller closes that connection
  Optional<Inbox> enter(DeviceId device, Inbox inbox) {
    return Optional.ofNullable(inboxes.put(device, inbox));
  }

  /// The device is no longer at `inbox`; if it is somewhere else by now, nothing changes.
  void leave(DeviceId device, Inbox inbox) {
    boolean _ = inboxes.remove(device, inbox);
  }

  /// Where the device is, or null: for every message, so without an object around it.
  @Nullable Inbox at(DeviceId device) {
    return inboxes.get(device);
  }

  /// Where the device is, if it is connected.
  public Optional<Inbox> find(DeviceId device) {
    return Optional.ofNullable(inboxes.get(device));
  }
}
