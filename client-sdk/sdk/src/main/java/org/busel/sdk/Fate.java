package org.busel.sdk;

import java.time.Duration;
import java.util.Optional;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.local.records.StoredMessage.Refusal;
import org.busel.sdk.local.records.StoredMessage.State;
import org.busel.sdk.local.records.StoredPlace;
import org.busel.sdk.local.records.StoredSubmit;

/// What the end of a submit means for the message that it carried. Inside transactions only.
final class Fate {
  private final Profile profile;
  private final Disappearing disappearing;

  Fate(Profile profile, Disappearing disappearing) {
    this.profile = profile;
    this.disappearing = disappearing;
  }

  /// The relay has it.
  ///
  /// @return the message as it is now; nothing if the submit carried none that stands in a history
  Optional<StoredMessage> accepted(Transaction tx, StoredSubmit submit, Duration keptFor) {
    Optional<StoredMessage> message = message(tx, submit);
    // A receipt may be here before the relay's answer.
    Optional<StoredMessage> accepted =
        message
            .filter(it -> it.getState() == State.STATE_QUEUED)
            .flatMap(it -> ended(tx, it, true, Refusal.REFUSAL_NONE))
            .map(it -> watched(tx, it, keptFor))
            .map(it -> disappearing.started(tx, it));
    accepted.ifPresent(tx.messages()::save);
    return accepted;
  }

  /// It will never be sent.
  static Optional<StoredMessage> refused(Transaction tx, StoredSubmit submit, Refusal why) {
    Optional<StoredMessage> refused =
        message(tx, submit)
            .filter(it -> it.getState() == State.STATE_QUEUED)
            .flatMap(it -> ended(tx, it, false, why));
    refused.ifPresent(tx.messages()::save);
    return refused;
  }

  // In a desk most members send no receipts, so there is nothing to wait for.
  private StoredMessage watched(Transaction tx, StoredMessage message, Duration keptFor) {
    return ConversationKey.of(message).isWithContact()
        ? Undelivered.accepted(tx, message, profile.now().toEpochMilli(), keptFor)
        : message;
  }

  /// Of a message with several copies only the last to end decides: it is accepted if any copy was.
  private static Optional<StoredMessage> ended(
      Transaction tx, StoredMessage message, boolean accepted, Refusal why) {
    StoredMessage.Builder ended = message.toBuilder();
    if (message.getCopiesWaiting() > 0) {
      ended
          .setCopiesWaiting(message.getCopiesWaiting() - 1)
          .setCopiesAccepted(message.getCopiesAccepted() + (accepted ? 1 : 0));
      if (ended.getCopiesWaiting() > 0) {
        tx.messages().save(ended.build());
        return Optional.empty();
      }
    }
    boolean any = accepted || ended.getCopiesAccepted() > 0;
    return Optional.of(
        ended
            .setState(any ? State.STATE_ACCEPTED : State.STATE_REFUSED)
            .setRefusal(any ? Refusal.REFUSAL_NONE : why)
            .build());
  }

  private static Optional<StoredMessage> message(Transaction tx, StoredSubmit submit) {
    if (!submit.hasMessage()) {
      return tx.messages()
          .find(ConversationKey.ofContact(submit.getContact()), submit.getNumber());
    }
    StoredPlace place = submit.getMessage();
    return place.getConversation().isEmpty()
        ? Optional.empty()
        : tx.messages().find(new ConversationKey(place.getConversation()), place.getNumber());
  }
}
