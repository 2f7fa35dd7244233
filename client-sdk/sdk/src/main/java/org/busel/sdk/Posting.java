package org.busel.sdk;

import com.google.protobuf.ByteString;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.local.records.StoredMessage.State;
import org.busel.sdk.local.records.StoredPlace;
import org.busel.sdk.local.records.StoredSubmit;
import org.busel.wire.EnvelopeId;
import org.busel.wire.v1.Content;

/// Saves what is said, to be sent by the next flush: in the history, for the relay, or both. Inside a transaction only.
final class Posting {
  private final Profile profile;

  Posting(Profile profile) {
    this.profile = profile;
  }

  /// Content with an id, and with a time strictly later than that of the one before to the same contact, so that the
  /// recipient can tell the order whatever the relay does. Its kind is still to be set.
  Content.Builder content(StoredContact to) {
    long now = Math.max(profile.now().toEpochMilli(), to.getLastSentAtMillis() + 1);
    return Content.newBuilder().setSentAtMillis(now).setMessageId(randomId());
  }

  /// Puts a message of this device's owner into a history.
  ///
  /// @param contact to whom it goes; [org.busel.sdk.local.Messages#OURS] where that is more than one
  StoredMessage message(
      Transaction tx, ConversationKey conversation, long contact, Content content) {
    return message(tx, conversation, contact, content, 0);
  }

  /// As above, of a message that leaves in several copies, one for each who is to read it.
  ///
  /// @param copies submits that will be saved for it
  StoredMessage message(
      Transaction tx, ConversationKey conversation, long contact, Content content, int copies) {
    StoredMessage message =
        StoredMessage.newBuilder()
            .setNumber(tx.messages().nextNumber())
            .setContact(contact)
            .setConversation(conversation.bytes())
            .setOutgoing(true)
            .setContent(content.toByteString())
            .setState(State.STATE_QUEUED)
            .setCopiesWaiting(copies)
            .build();
    tx.messages().saveNew(message, content.getMessageId());
    return message;
  }

  /// Saves content that is to leave for a contact and decides the state of a message.
  StoredSubmit submit(Transaction tx, StoredContact to, Content content, StoredMessage message) {
    boolean alone = ConversationKey.of(message).isWithContact();
    return save(
        tx,
        to,
        content,
        alone ? message.getNumber() : tx.messages().nextNumber(),
        StoredPlace.newBuilder()
            .setConversation(ConversationKey.of(message).bytes())
            .setNumber(message.getNumber())
            .build());
  }

  /// Saves content that is to leave for a contact and stands in no history.
  StoredSubmit submit(Transaction tx, StoredContact to, Content content) {
    return save(
        tx, to, content, tx.messages().nextNumber(), StoredPlace.getDefaultInstance());
  }

  private StoredSubmit save(
      Transaction tx, StoredContact to, Content content, long number, StoredPlace message) {
    StoredSubmit submit =
        StoredSubmit.newBuilder()
            .setNumber(number)
            .setContact(to.getId())
            .setSubmitId(randomId())
            .setContent(content.toByteString())
            .setIntroduction(content.hasIntroduction())
            .setMessage(message)
            .build();
    tx.mail().save(submit);
    tx.contacts().save(to.toBuilder().setLastSentAtMillis(content.getSentAtMillis()).build());
    return submit;
  }

  private ByteString randomId() {
    return EnvelopeId.random(profile.options().random()).bytes();
  }
}
