package org.busel.sdk;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.Pending.Watch;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.local.records.StoredNote;
import org.busel.sdk.local.records.StoredPlace;

/// Erases messages whose time is over: from reading for what came, from acceptance for what was sent. Used inside
/// transactions; safe for many threads.
final class Disappearing {
  private final PassedTime time;
  private final Notes notes;
  private long nextAt; // guarded by this; nothing is due before

  Disappearing(PassedTime time, Notes notes) {
    this.time = time;
    this.notes = notes;
  }

  /// The message with its time running, if it is one that disappears. To be saved by the caller.
  synchronized StoredMessage started(Transaction tx, StoredMessage message) {
    long seconds = Views.content(message).getDisappearsAfterSeconds();
    if (seconds == 0 || message.getDisappearsAt() != 0) {
      return message;
    }
    StoredMessage running =
        message.toBuilder().setDisappearsAt(time.now(tx) + seconds * 1_000).build();
    tx.pending().watch(Watch.DISAPPEARING, running);
    nextAt = Math.min(nextAt, running.getDisappearsAt());
    return running;
  }

  /// Erases what is due.
  synchronized void sweep(Transaction tx) {
    long now = time.now(tx);
    if (now < nextAt) {
      Duration unused = time.takeJump(); // nothing was lost by it
      return;
    }
    Map<Long, StoredPlace> erased = new TreeMap<>();
    nextAt = Long.MAX_VALUE;
    for (StoredPlace place : tx.pending().watched(Watch.DISAPPEARING)) {
      Optional<StoredMessage> message =
          tx.messages().find(new ConversationKey(place.getConversation()), place.getNumber());
      if (message.isPresent() && message.get().getDisappearsAt() > now) {
        nextAt = Math.min(nextAt, message.get().getDisappearsAt());
        continue;
      }
      tx.pending().unwatch(Watch.DISAPPEARING, place.getNumber());
      if (message.isPresent()) {
        Erasing.whole(tx, message.get());
        erased.put(place.getNumber(), place);
      }
    }
    sayIfTheClockJumped(tx, erased);
  }

  private void sayIfTheClockJumped(Transaction tx, Map<Long, StoredPlace> erased) {
    Duration jump = time.takeJump();
    if (jump.isZero()) {
      return;
    }
    erased.values().stream()
        .map(StoredPlace::getConversation)
        .distinct()
        .forEach(conversation -> {
          long here =
              erased.values().stream()
                  .filter(place -> place.getConversation().equals(conversation))
                  .count();
          notes.add(
              tx,
              new ConversationKey(conversation),
              StoredNote.newBuilder()
                  .setKind(StoredNote.Kind.KIND_CLOCK_JUMPED)
                  .setCount((int) here)
                  .setSeconds(jump.toSeconds())
                  .build());
        });
  }
}
