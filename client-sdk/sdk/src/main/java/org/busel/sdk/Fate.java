package org.busel.sdk;

import java.util.Optional;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.local.records.StoredMessage.State;
import org.busel.sdk.local.records.StoredPlace;
import org.busel.sdk.local.records.StoredSubmit;

/// What the end of a submit means for the message that it carried.
final class Fate {
  private Fate() {}

  /// Notes the end of a submit on its message.
  ///
  /// @return the message as it is now; nothing if the submit carried none that stands in a history
  static Optional<StoredMessage> of(
      Transaction tx, StoredSubmit submit, State state, StoredMessage.Refusal why) {
    Optional<StoredMessage> message =
        message(tx, submit)
            .map(it -> it.getCopiesWaiting() > 0 ? copy(it, state, why) : ended(it, state, why));
    message.ifPresent(tx.messages()::save);
    return message.filter(it -> it.getState() != State.STATE_QUEUED);
  }

  /// One of several copies has ended; the message is accepted if any was.
  private static StoredMessage copy(
      StoredMessage message, State state, StoredMessage.Refusal why) {
    int accepted = message.getCopiesAccepted() + (state == State.STATE_ACCEPTED ? 1 : 0);
    StoredMessage.Builder copies =
        message.toBuilder()
            .setCopiesWaiting(message.getCopiesWaiting() - 1)
            .setCopiesAccepted(accepted);
    if (copies.getCopiesWaiting() > 0) {
      return copies.build();
    }
    return accepted > 0
        ? ended(copies.build(), State.STATE_ACCEPTED, StoredMessage.Refusal.REFUSAL_NONE)
        : ended(copies.build(), state, why);
  }

  private static StoredMessage ended(
      StoredMessage message, State state, StoredMessage.Refusal why) {
    return message.toBuilder().setState(state).setRefusal(why).build();
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
