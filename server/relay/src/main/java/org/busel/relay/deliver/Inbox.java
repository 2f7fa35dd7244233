package org.busel.relay.deliver;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.busel.mailbox.MailboxStore;
import org.busel.mailbox.Waiting;
import org.busel.store.StoreUnavailableException;
import org.busel.wire.DeviceId;
import org.busel.wire.v1.Delivery;
import org.busel.wire.v1.Drained;
import org.busel.wire.v1.KeyCounts;
import org.busel.wire.v1.Push;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connected device and its mailbox: offers what waits, oldest first, within a window, until it is acknowledged.
///
/// Everything runs on the connection's event loop, except [#wake], [#keysAreLow], [#passOn] and [#replaced], which any thread may
/// call. The store is read from a virtual thread, one read at a time, and its answer comes back to the loop before
/// anything here is touched.
///
/// Nothing is held for a device that does not read: what was read from the store and found no room on the line is
/// forgotten, and read again from `lastOffered` when the line has room. So a slow device costs one line's worth of
/// memory and the positions of at most one window.
public final class Inbox {
  private static final Logger log = LoggerFactory.getLogger(Inbox.class);
  private static final Duration STORE_RETRY = Duration.ofSeconds(1);

  private final DeviceId device;
  private final InboxLine line;
  private final Deliveries deliveries;

  private final Map<ByteString, Long> unacknowledged = new HashMap<>(); // loop only
  private long lastOffered; // loop only; sequence of the newest envelope offered on this connection
  private boolean reading; // loop only; a read of the store is under way
  private boolean readAgain; // loop only; something was appended while it was
  private boolean saidDrained; // loop only
  private boolean left; // loop only
  private final AtomicBoolean wakePending = new AtomicBoolean(); // many wakes, one task on the loop

  Inbox(DeviceId device, InboxLine line, Deliveries deliveries) {
    this.device = device;
    this.line = line;
    this.deliveries = deliveries;
  }

  /// Starts to offer; the device has logged in and knows it.
  public void start() {
    deliveries.presence().enter(device, this).ifPresent(Inbox::replaced);
    read();
  }

  /// The line has room again.
  public void resume() {
    read();
  }

  /// The connection is gone; what was offered and not acknowledged will be offered again on the next one.
  ///
  /// Only the oldest of it counts as offered in vain: if the device choked on one, it was that. What waits behind it may
  /// not even have arrived.
  public void leave() {
    left = true;
    deliveries.presence().leave(device, this);
    unacknowledged.values().stream().min(Long::compare).ifPresent(this::offeredInVain);
  }

  private void offeredInVain(long sequence) {
    try {
      if (deliveries.mailboxes().offeredInVain(device, sequence)) {
        log.info(
            "an envelope was offered {} times in vain and is set aside", MailboxStore.MAX_OFFERS);
      }
    } catch (StoreUnavailableException closing) {
      log.debug("an offer in vain could not be counted");
    }
  }

  /// Something has been appended to the mailbox.
  public void wake() {
    if (wakePending.compareAndSet(false, true)) {
      line.onLoop(() -> {
        wakePending.set(false);
        if (reading) {
          readAgain = true;
        } else {
          read();
        }
      });
    }
  }

  /// A set of one-time keys has fallen below what a device should leave with the relay.
  public void keysAreLow(KeyCounts counts) {
    line.onLoop(() -> {
      if (!left && !line.isFull()) {
        line.push(Push.newBuilder().setKeysLow(counts).build());
      }
    });
  }

  /// Offers what is never stored: now, if the device reads, or never.
  void passOn(Delivery ephemeral) {
    line.onLoop(() -> {
      if (!left && !line.isFull()) {
        line.push(Push.newBuilder().setEphemeral(ephemeral).build());
        deliveries.meters().passedOn(1);
      }
    });
  }

  /// The device has logged in on another connection.
  void replaced() {
    line.replaced();
  }

  /// Removes envelopes that the device has saved. Ids that were not offered on this connection are passed over.
  public void acknowledge(List<ByteString> envelopeIds) {
    List<Long> sequences = new ArrayList<>(envelopeIds.size());
    for (ByteString id : envelopeIds) {
      Long sequence = unacknowledged.remove(id);
      if (sequence != null) {
        sequences.add(sequence);
      }
    }
    line.inOrder(() -> remove(sequences));
    read();
  }

  private void remove(List<Long> sequences) {
    if (sequences.isEmpty()) {
      return;
    }
    try {
      deliveries.mailboxes().acknowledge(device, sequences);
      deliveries.meters().acknowledged(sequences.size());
    } catch (StoreUnavailableException unavailable) {
      // They are offered again on the next connection; the device recognises repeats.
      log.warn("mailbox store unavailable, acknowledged envelopes will be offered again");
    }
  }

  private void read() {
    int room = deliveries.rules().window() - unacknowledged.size();
    if (left || reading || room <= 0 || line.isFull()) {
      return;
    }
    reading = true;
    readAgain = false;
    long after = lastOffered;
    int limit = Math.min(room, deliveries.rules().batch());
    line.offLoop(() -> {
      try {
        List<Waiting> waiting = deliveries.peek(device, after, limit);
        line.onLoop(() -> offer(waiting, limit));
      } catch (StoreUnavailableException unavailable) {
        log.warn("mailbox store unavailable, reading again in {}", STORE_RETRY);
        line.later(STORE_RETRY, this::readAfterFailure);
      }
    });
  }

  private void readAfterFailure() {
    reading = false;
    read();
  }

  private void offer(List<Waiting> waiting, int limit) {
    reading = false;
    if (left) {
      return;
    }
    int offered = 0;
    for (Waiting next : waiting) {
      if (line.isFull()) {
        break;
      }
      ByteString id = next.envelope().id().bytes();
      line.push(
          Push.newBuilder()
              .setDelivery(
                  Delivery.newBuilder()
                      .setEnvelopeId(id)
                      .setContent(next.envelope().content().bytes()))
              .build());
      unacknowledged.put(id, next.sequence());
      lastOffered = next.sequence();
      offered++;
    }
    if (offered > 0) {
      deliveries.meters().delivered(offered);
    }
    boolean everythingWasOffered = offered == waiting.size() && waiting.size() < limit;
    if (everythingWasOffered && !readAgain && !saidDrained) {
      saidDrained = true;
      line.push(Push.newBuilder().setDrained(Drained.getDefaultInstance()).build());
    }
    if (!everythingWasOffered || readAgain) {
      read();
    }
  }
}
