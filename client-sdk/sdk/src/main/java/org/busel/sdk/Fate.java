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
        message(tx, submit).map(it -> it.toBuilder().setState(state).setRefusal(why).build());
    message.ifPresent(tx.messages()::save);
    return message;
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
