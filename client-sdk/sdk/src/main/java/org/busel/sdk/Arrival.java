package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.Messages;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredEarly;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.wire.v1.Content;

/// One opened content of a contact, on its way to what is done with its kind. Lives as long as the transaction.
///
/// @param from who wrote it; proved
/// @param conversation where it belongs
/// @param events told to the app after the commit; new messages are not among them
record Arrival(
    Transaction tx,
    StoredContact from,
    ConversationKey conversation,
    Content content,
    List<Event> events) {

  /// The message of the sender with that id in this very conversation, if it is here.
  Optional<StoredMessage> own(ByteString messageId) {
    return tx.messages().find(from.getId(), messageId).filter(this::isHere);
  }

  /// The message of this device's owner with that id in this very conversation, if it is here.
  Optional<StoredMessage> ours(ByteString messageId) {
    return tx.messages().find(Messages.OURS, messageId).filter(this::isHere);
  }

  /// Saves a message that has changed, and tells of it.
  void changed(StoredMessage before, StoredMessage after, Function<Message, Event> event) {
    if (!after.equals(before)) {
      tx.messages().save(after);
      events.add(event.apply(Views.message(after)));
    }
  }

  /// Keeps this content until the message that it is about has come; not if that was here and is gone.
  void keepUntil(long author, ByteString messageId) {
    if (!tx.messages().isKnown(author, messageId)) {
      tx.pending()
          .early(
              tx.messages().nextNumber(),
              StoredEarly.newBuilder()
                  .setAuthor(author)
                  .setMessageId(messageId)
                  .setFrom(from.getId())
                  .setContent(content.toByteString())
                  .build());
    }
  }

  /// The same with other content of somebody.
  Arrival with(StoredContact author, Content other) {
    return new Arrival(tx, author, conversation, other, events);
  }

  /// Whether the content was said in this very conversation, and not in another one.
  boolean isAtHome() {
    return conversation.equals(
        content.hasDesk()
            ? ConversationKeys.ofDesk(content.getDesk().getDesk())
            : ConversationKey.ofContact(from.getId()));
  }

  private boolean isHere(StoredMessage message) {
    return ConversationKey.of(message).equals(conversation);
  }

  @Override
  public String toString() {
    return "Arrival[hidden]";
  }
}
