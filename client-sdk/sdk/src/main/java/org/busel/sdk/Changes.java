package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.Messages;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredEdit;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.local.records.StoredPlace;
import org.busel.sdk.local.records.StoredReaction;
import org.busel.sdk.local.records.StoredSubmit;
import org.busel.wire.Limits;
import org.busel.wire.v1.Content;
import org.busel.wire.v1.Deletion;
import org.busel.wire.v1.Reaction;

/// Edits, deletes and reacts, in a conversation with one contact. The change here and what tells the contact of it are
/// one transaction. Safe for many threads.
final class Changes {
  private final Profile profile;
  private final Posting posting;
  private final Outgoing outgoing;
  private final Correspondence correspondence;
  private final Authors authors;

  Changes(Profile profile, Posting posting, Outgoing outgoing, Correspondence correspondence) {
    this.profile = profile;
    this.posting = posting;
    this.outgoing = outgoing;
    this.correspondence = correspondence;
    this.authors = new Authors(profile.self());
  }

  ChangeOutcome edit(Contact contact, long number, String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > Correspondence.MAX_TEXT_BYTES) {
      return new ChangeOutcome.TooLarge(Correspondence.MAX_TEXT_BYTES);
    }
    return change(contact, number, (tx, to, message) -> edit(tx, to, message, text));
  }

  ChangeOutcome delete(Contact contact, long number) {
    return change(contact, number, this::delete);
  }

  /// @param emoji empty takes the reaction back
  ChangeOutcome react(Contact contact, long number, String emoji) {
    return emoji.isEmpty() || Emoji.isOne(emoji)
        ? change(contact, number, (tx, to, message) -> react(tx, to, message, emoji))
        : new ChangeOutcome.NotAnEmoji();
  }

  private interface Change {
    ChangeOutcome of(Transaction tx, StoredContact to, StoredMessage message);
  }

  private ChangeOutcome change(Contact contact, long number, Change change) {
    ReentrantLock turn = outgoing.turn(contact.id());
    turn.lock();
    try {
      ChangeOutcome outcome =
          profile.transact(
              "changing a message",
              tx -> {
                Optional<StoredContact> to = tx.contacts().byId(contact.id());
                Optional<StoredMessage> message =
                    tx.messages()
                        .find(ConversationKey.ofContact(contact.id()), number)
                        .filter(it -> !it.getDeleted() && !it.hasNote());
                return to.isEmpty() || message.isEmpty()
                    ? new ChangeOutcome.NoSuchMessage()
                    : change.of(tx, to.get(), message.get());
              });
      if (outcome instanceof ChangeOutcome.Changed changed) {
        return new ChangeOutcome.Changed(changed.message(), correspondence.flush(contact.id()));
      }
      return outcome;
    } finally {
      turn.unlock();
    }
  }

  private ChangeOutcome edit(
      Transaction tx, StoredContact to, StoredMessage message, String text) {
    if (!message.getOutgoing()) {
      return new ChangeOutcome.NotYours();
    }
    if (!Revisions.isText(message)) {
      return new ChangeOutcome.NotText();
    }
    Content.Builder content = posting.content(to);
    if (!Revisions.isOpen(message, content.getSentAtMillis())) {
      return new ChangeOutcome.TooLate(Limits.EDIT_WITHIN);
    }
    int revision =
        message.getEditsCount() == 0
            ? 1
            : message.getEdits(message.getEditsCount() - 1).getRevision() + 1;
    if (revision > Limits.EDITS) {
      return new ChangeOutcome.TooOften(Limits.EDITS);
    }
    ByteString id = Views.content(message).getMessageId();
    StoredSubmit submit =
        posting.submit(
            tx, to, content.setEdit(Posting.edit(id, revision, text)).build());
    StoredMessage edited =
        Revisions.edited(
                message,
                StoredEdit.newBuilder()
                    .setRevision(revision)
                    .setBody(text)
                    .setSentAtMillis(content.getSentAtMillis())
                    .build())
            .toBuilder()
            .addSent(Posting.sent(submit))
            .build();
    tx.messages().save(edited);
    return new ChangeOutcome.Changed(Views.message(edited), false);
  }

  private ChangeOutcome delete(Transaction tx, StoredContact to, StoredMessage message) {
    if (!message.getOutgoing()) {
      return new ChangeOutcome.NotYours();
    }
    ByteString id = Views.content(message).getMessageId();
    StoredPlace place = Posting.place(message);
    // What has not left yet need not leave; what may have left is taken back where it still waits.
    tx.mail().waiting(to.getId()).stream()
        .filter(waiting ->
            waiting.getMessage().equals(place)
                || message.getSentList().contains(Posting.sent(waiting)))
        .forEach(tx.mail()::remove);
    message.getSentList().forEach(sent -> posting.withdraw(tx, sent));
    StoredSubmit unused =
        posting.submit(
            tx,
            to,
            posting.content(to).setDeletion(Deletion.newBuilder().setMessageId(id)).build());
    return new ChangeOutcome.Changed(Views.message(Revisions.deleted(tx, message)), false);
  }

  private ChangeOutcome react(
      Transaction tx, StoredContact to, StoredMessage message, String emoji) {
    Content content =
        posting
            .content(to)
            .setReaction(
                Reaction.newBuilder()
                    .setMessage(authors.reference(tx, message))
                    .setEmoji(emoji))
            .build();
    StoredSubmit unused = posting.submit(tx, to, content);
    StoredMessage reacted =
        Revisions.reacted(
            message,
            StoredReaction.newBuilder()
                .setContact(Messages.OURS)
                .setEmoji(emoji)
                .setSentAtMillis(content.getSentAtMillis())
                .build());
    tx.messages().save(reacted);
    return new ChangeOutcome.Changed(Views.message(reacted), false);
  }
}
