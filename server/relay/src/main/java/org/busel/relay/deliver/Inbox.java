package org.busel.relay.deliver;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.busel.mailbox.Envelope;
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
/// Everything runs on the connection's event loop, except [#stored], [#wake], [#keysAreLow], [#passOn] and
/// [#replaced], which any thread may call. The store is read from a virtual thread, one read at a time, and its answer comes back to the loop
/// before anything here is touched.
///
/// **From memory or from the store.** An envelope that has just been stored is offered as it came, without a read, if
/// this device has been offered everything that stood before it ([#stored]'s `previous`), nothing is being read, and
/// both the window and the line have room. Otherwise it is forgotten here, and `behind` remembers that the store has
/// something above `lastOffered`. So the order is that of the mailbox whichever way an envelope comes, and nothing is
/// held for a device that does not read: a slow device costs one line's worth of memory and the positions of at most
/// one window.
public final class Inbox {
  private static final Logger log = LoggerFactory.getLogger(Inbox.class);
  private static final Duration STORE_RETRY = Duration.ofSeconds(1);

  private final DeviceId device;
  private final InboxLine line;
  private final Deliveries deliveries;

  private final Offered offered = new Offered(); // loop only, like all below
  private List<Long> acknowledged = List.of(); // and not yet told to the store
  private long lastOffered; // sequence of the newest envelope offered on this connection
  private boolean behind = true; // something may wait above `lastOffered`
  private boolean reading; // a read of the store is under way
  private boolean saidDrained;
  private boolean left;
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
    settle();
    if (left) {
      return;
    }
    left = true;
    deliveries.presence().leave(device, this);
    if (offered.count() > 0) {
      offeredInVain(offered.oldest());
    }
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

  /// An envelope has been stored in the mailbox.
  ///
  /// @param previous nothing stands between it and `sequence`
  void stored(Envelope envelope, long sequence, long previous) {
    if (line.isBehind()) {
      wake();
    } else {
      line.onLoop(() -> arrived(envelope, sequence, previous));
    }
  }

  private void arrived(Envelope envelope, long sequence, long previous) {
    if (sequence <= lastOffered) {
      return; // a read has found it already
    }
    if (behind || reading || left || previous > lastOffered || !hasRoom()) {
      behind = true;
      read();
    } else {
      offer(envelope, sequence);
      deliveries.meters().delivered(1);
    }
  }

  /// Something may have been appended to the mailbox.
  public void wake() {
    if (wakePending.compareAndSet(false, true)) {
      line.onLoop(() -> {
        wakePending.set(false);
        behind = true;
        read();
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

  /// The account does not have the device any more; any thread may say so.
  void removed() {
    line.removed();
  }

  /// Removes envelopes that the device has saved, with [#settle]. Ids that were not offered on this connection are
  /// passed over.
  public void acknowledge(List<ByteString> envelopeIds) {
    for (ByteString id : envelopeIds) {
      acknowledged(offered.remove(id));
    }
  }

  /// The same for one id.
  public void acknowledge(long idHigh, long idLow) {
    acknowledged(offered.remove(idHigh, idLow));
  }

  private void acknowledged(long sequence) {
    if (sequence != 0) {
      if (acknowledged.isEmpty()) {
        acknowledged = new ArrayList<>();
      }
      acknowledged.add(sequence);
    }
  }

  /// Tells the store what was acknowledged since the last time. Called when everything that has arrived was looked at,
  /// so that many acknowledgements make one call.
  public void settle() {
    List<Long> sequences = acknowledged;
    if (sequences.isEmpty()) {
      return;
    }
    acknowledged = List.of();
    try {
      deliveries.mailboxes().acknowledge(device, sequences);
      deliveries.meters().acknowledged(sequences.size());
    } catch (StoreUnavailableException unavailable) {
      // They are offered again on the next connection; the device recognises repeats.
      log.warn("mailbox store unavailable, acknowledged envelopes will be offered again");
    }
    read();
  }

  private boolean hasRoom() {
    return offered.count() < deliveries.rules().window() && !line.isFull();
  }

  private void read() {
    if (!behind || left || reading || !hasRoom()) {
      return;
    }
    reading = true;
    behind = false;
    long after = lastOffered;
    int room = deliveries.rules().window() - offered.count();
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
    behind = true;
    read();
  }

  private void offer(List<Waiting> waiting, int limit) {
    reading = false;
    if (left) {
      return;
    }
    int count = 0;
    for (Waiting next : waiting) {
      if (line.isFull()) {
        break;
      }
      offer(next.envelope(), next.sequence());
      count++;
    }
    deliveries.meters().delivered(count);
    behind |= count < waiting.size() || waiting.size() == limit;
    if (!behind && !saidDrained) {
      saidDrained = true;
      line.push(Push.newBuilder().setDrained(Drained.getDefaultInstance()).build());
    }
    read();
  }

  private void offer(Envelope envelope, long sequence) {
    line.deliver(envelope);
    offered.add(envelope.id(), sequence);
    lastOffered = sequence;
  }
}
