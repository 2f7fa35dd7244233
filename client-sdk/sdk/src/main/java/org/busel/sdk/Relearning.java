package org.busel.sdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.Pending.Watch;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.local.records.StoredPlace;
import org.busel.wire.v1.Content;

/// Takes content again that was of an unknown kind when it came, once this version knows the kind: what stands in a
/// history by itself stays where it is and is shown; what changes something else does so now, and its placeholder goes.
final class Relearning {
  private Relearning() {}

  /// Inside a transaction, before anything new is taken in.
  static List<Event> run(Transaction tx, ContentKinds kinds) {
    List<Event> events = new ArrayList<>();
    for (StoredPlace place : tx.pending().watched(Watch.UNKNOWN)) {
      ConversationKey conversation = new ConversationKey(place.getConversation());
      Optional<StoredMessage> message = tx.messages().find(conversation, place.getNumber());
      if (message.isEmpty()) {
        tx.pending().unwatch(Watch.UNKNOWN, place.getNumber());
      } else {
        again(tx, kinds, conversation, message.get(), events);
      }
    }
    return events;
  }

  private static void again(
      Transaction tx,
      ContentKinds kinds,
      ConversationKey conversation,
      StoredMessage message,
      List<Event> events) {
    Content content = Views.content(message);
    if (content.getKindCase() == Content.KindCase.KIND_NOT_SET) {
      return;
    }
    tx.pending().unwatch(Watch.UNKNOWN, message.getNumber());
    Optional<StoredContact> from = tx.contacts().byId(message.getContact());
    if (from.isPresent() && !kinds.standsByItself(content)) {
      tx.messages().erase(message, content.getMessageId());
      kinds.take(new Arrival(tx, from.get(), conversation, content, events));
    }
  }
}
