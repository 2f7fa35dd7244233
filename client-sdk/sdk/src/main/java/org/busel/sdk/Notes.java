package org.busel.sdk;

import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.Messages;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.local.records.StoredNote;
import org.busel.wire.EnvelopeId;
import org.busel.wire.v1.Content;

/// What this device notes in a conversation by itself, so that nobody finds a message missing without a word. Inside
/// transactions only.
final class Notes {
  private final Profile profile;

  Notes(Profile profile) {
    this.profile = profile;
  }

  /// Adds a note that the app will be told of.
  void add(Transaction tx, ConversationKey conversation, StoredNote note) {
    add(
        tx,
        conversation,
        conversation.isWithContact() ? conversation.contact() : Messages.OURS,
        note);
  }

  /// As above, as a word of somebody.
  void add(Transaction tx, ConversationKey conversation, long contact, StoredNote note) {
    tx.messages().unreported(save(tx, conversation, contact, false, note));
  }

  /// Adds a note about something that this device's owner has just done.
  void addOwn(Transaction tx, ConversationKey conversation, StoredNote note) {
    StoredMessage unused =
        save(
            tx,
            conversation,
            conversation.isWithContact() ? conversation.contact() : Messages.OURS,
            true,
            note);
  }

  private StoredMessage save(
      Transaction tx, ConversationKey conversation, long contact, boolean own, StoredNote note) {
    StoredMessage message =
        StoredMessage.newBuilder()
            .setNumber(tx.messages().nextNumber())
            .setContact(contact)
            .setConversation(conversation.bytes())
            .setOutgoing(own)
            .setContent(
                Content.newBuilder()
                    .setSentAtMillis(profile.now().toEpochMilli())
                    .setMessageId(EnvelopeId.random(profile.options().random()).bytes())
                    .build()
                    .toByteString())
            .setState(StoredMessage.State.STATE_RECEIVED)
            .setRead(true)
            .setNote(note)
            .build();
    tx.messages().save(message);
    return message;
  }
}
