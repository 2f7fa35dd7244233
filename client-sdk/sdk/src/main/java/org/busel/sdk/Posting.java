package org.busel.sdk;

import com.google.protobuf.ByteString;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredEdit;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.local.records.StoredMessage.State;
import org.busel.sdk.local.records.StoredPlace;
import org.busel.sdk.local.records.StoredSent;
import org.busel.sdk.local.records.StoredSubmit;
import org.busel.wire.EnvelopeId;
import org.busel.wire.WithdrawalToken;
import org.busel.wire.v1.Content;
import org.busel.wire.v1.Edit;
import org.busel.wire.v1.Text;

/// Saves what is said, to be sent by the next flush: in the history, for the relay, or both. Inside a transaction only.
final class Posting {
  private final Profile profile;
  private final Authors authors;

  Posting(Profile profile) {
    this.profile = profile;
    this.authors = new Authors(profile.self());
  }

  /// Content with an id, and with a time strictly later than that of the one before to the same contact, so that the
  /// recipient can tell the order whatever the relay does. Its kind is still to be set.
  Content.Builder content(StoredContact to) {
    long now = Math.max(profile.now().toEpochMilli(), to.getLastSentAtMillis() + 1);
    return Content.newBuilder()
        .setSentAtMillis(now)
        .setMessageId(EnvelopeId.random(profile.options().random()).bytes());
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
    StoredMessage.Builder builder =
        StoredMessage.newBuilder()
            .setNumber(tx.messages().nextNumber())
            .setContact(contact)
            .setConversation(conversation.bytes())
            .setOutgoing(true)
            .setContent(content.toByteString())
            .setState(State.STATE_QUEUED)
            .setCopiesWaiting(copies);
    authors.answered(tx, conversation, content).ifPresent(builder::setAnswers);
    StoredMessage message = builder.build();
    tx.messages().saveNew(message, content.getMessageId());
    return message;
  }

  /// Saves content that is to leave for a contact and decides the state of a message, which notes how it can be taken
  /// back.
  StoredSubmit submit(Transaction tx, StoredContact to, Content content, StoredMessage message) {
    boolean alone = ConversationKey.of(message).isWithContact();
    StoredSubmit submit =
        save(
            tx,
            to,
            content,
            alone ? message.getNumber() : tx.messages().nextNumber(),
            place(message));
    // Each of several copies adds how it can be taken back.
    StoredMessage now =
        tx.messages()
            .find(ConversationKey.of(message), message.getNumber())
            .orElse(message);
    tx.messages().save(now.toBuilder().addSent(sent(submit)).build());
    return submit;
  }

  /// Saves content that is to leave for a contact and stands in no history.
  StoredSubmit submit(Transaction tx, StoredContact to, Content content) {
    return save(
        tx, to, content, tx.messages().nextNumber(), StoredPlace.getDefaultInstance());
  }

  /// Saves that an envelope is to be taken back.
  void withdraw(Transaction tx, StoredSent sent) {
    tx.mail()
        .save(
            StoredSubmit.newBuilder()
                .setNumber(tx.messages().nextNumber())
                .setContact(sent.getContact())
                .setToken(sent.getToken())
                .setWithdraw(true)
                .setMessage(StoredPlace.getDefaultInstance())
                .build());
  }

  /// Saves a message, and what it was last edited to, to be sent once more. Neither its id nor its time change.
  void again(Transaction tx, StoredContact to, StoredMessage message) {
    Content original = Views.content(message);
    StoredMessage.Builder resent = message.toBuilder().setResent(message.getResent() + 1);
    resent.addSent(sent(submit(tx, to, original)));
    if (message.getEditsCount() > 0) {
      StoredEdit last = message.getEdits(message.getEditsCount() - 1);
      Content edit =
          content(to)
              .setSentAtMillis(last.getSentAtMillis())
              .setEdit(edit(original.getMessageId(), last.getRevision(), last.getBody()))
              .mergeFrom(inSameDesk(original))
              .build();
      resent.addSent(sent(submit(tx, to, edit)));
    }
    tx.messages().save(resent.build());
  }

  private static Content inSameDesk(Content original) {
    return original.hasDesk()
        ? Content.newBuilder().setDesk(original.getDesk()).build()
        : Content.getDefaultInstance();
  }

  static Edit.Builder edit(ByteString messageId, int revision, String body) {
    return Edit.newBuilder()
        .setMessageId(messageId)
        .setRevision(revision)
        .setText(Text.newBuilder().setBody(body));
  }

  static StoredSent sent(StoredSubmit submit) {
    return StoredSent.newBuilder()
        .setContact(submit.getContact())
        .setToken(submit.getToken())
        .build();
  }

  static StoredPlace place(StoredMessage message) {
    return StoredPlace.newBuilder()
        .setConversation(ConversationKey.of(message).bytes())
        .setNumber(message.getNumber())
        .build();
  }

  private StoredSubmit save(
      Transaction tx, StoredContact to, Content content, long number, StoredPlace message) {
    WithdrawalToken token = WithdrawalToken.random(profile.options().random());
    StoredSubmit submit =
        StoredSubmit.newBuilder()
            .setNumber(number)
            .setContact(to.getId())
            .setToken(token.bytes())
            .setSubmitId(token.envelopeId().bytes())
            .setContent(content.toByteString())
            .setIntroduction(content.hasIntroduction())
            .setMessage(message)
            .build();
    tx.mail().save(submit);
    tx.contacts()
        .save(
            to.toBuilder()
                .setLastSentAtMillis(
                    Math.max(content.getSentAtMillis(), to.getLastSentAtMillis()))
                .build());
    return submit;
  }
}
