package org.busel.sdk;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.Pending.Watch;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.local.records.StoredMessage.State;
import org.busel.sdk.local.records.StoredPlace;
import org.busel.wire.Limits;

/// Tells the sender, by the sender's own clock, that the relay will soon drop a message which nobody has fetched, and
/// when it has. A message is taken to be fetched when a receipt came, or when the contact has written since. Inside
/// transactions only.
final class Undelivered {
  private static final Duration WARNING = Duration.ofDays(3);
  private static final long LOOK_EVERY_MILLIS = Duration.ofMinutes(10).toMillis();

  private final Profile profile;
  private long lookedAtMillis; // guarded by this

  Undelivered(Profile profile) {
    this.profile = profile;
  }

  /// The message as it is when the relay has taken it. To be saved by the caller.
  static StoredMessage accepted(
      Transaction tx, StoredMessage message, long nowMillis, Duration keptFor) {
    StoredMessage accepted =
        message.toBuilder()
            .setAcceptedAtMillis(nowMillis)
            .setKeptForSeconds(keptFor.isZero() ? Limits.RETENTION.toSeconds() : keptFor.toSeconds())
            .build();
    tx.pending().watch(Watch.UNDELIVERED, accepted);
    return accepted;
  }

  /// Looks after every message that waits, now and then.
  synchronized void look(Transaction tx, List<Event> events) {
    long now = profile.now().toEpochMilli();
    if (Math.abs(now - lookedAtMillis) < LOOK_EVERY_MILLIS) {
      return;
    }
    lookedAtMillis = now;
    for (StoredPlace place : tx.pending().watched(Watch.UNDELIVERED)) {
      Optional<StoredMessage> message =
          tx.messages().find(new ConversationKey(place.getConversation()), place.getNumber());
      if (message.isEmpty()) {
        tx.pending().unwatch(Watch.UNDELIVERED, place.getNumber());
      } else {
        look(tx, message.get(), now, events);
      }
    }
  }

  private void look(Transaction tx, StoredMessage message, long now, List<Event> events) {
    long heard = tx.conversations().of(ConversationKey.of(message)).getHeardAtMillis();
    long keptMillis = message.getKeptForSeconds() * 1_000;
    long left = message.getAcceptedAtMillis() + keptMillis - now;
    if (heard > message.getAcceptedAtMillis() || message.getDeleted()) {
      tx.pending().unwatch(Watch.UNDELIVERED, message.getNumber());
    } else if (left <= 0) {
      tx.pending().unwatch(Watch.UNDELIVERED, message.getNumber());
      StoredMessage expired = message.toBuilder().setState(State.STATE_EXPIRED).build();
      tx.messages().save(expired);
      events.add(new Event.MessageExpired(Views.message(expired)));
    } else if (left <= Math.min(WARNING.toMillis(), keptMillis / 4)
        && message.getState() == State.STATE_ACCEPTED) {
      StoredMessage expiring = message.toBuilder().setState(State.STATE_EXPIRING).build();
      tx.messages().save(expiring);
      events.add(new Event.MessageExpiring(Views.message(expiring), Duration.ofMillis(left)));
    }
  }
}
