package org.busel.sdk;

import java.time.Instant;
import java.util.Optional;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredAttachment;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.local.records.StoredWithdrawal;
import org.busel.wire.AttachmentId;
import org.busel.wire.v1.Content;

/// Erases messages, and their files with them: right after the commit nothing of either is on the device any more. Inside
/// transactions only.
final class Erasing {
  private Erasing() {}

  /// Erases a message as if it had never been there; only its id stays known.
  static void whole(Transaction tx, StoredMessage message) {
    file(tx, message);
    tx.messages().erase(message, Views.content(message).getMessageId());
  }

  /// Erases what a message said and keeps that it was there.
  static StoredMessage words(Transaction tx, StoredMessage message) {
    file(tx, message);
    Content content = Views.content(message);
    Content empty =
        Content.newBuilder()
            .setSentAtMillis(content.getSentAtMillis())
            .setMessageId(content.getMessageId())
            .setDisappearsAfterSeconds(content.getDisappearsAfterSeconds())
            .build();
    StoredMessage deleted =
        message.toBuilder()
            .setContent(empty.toByteString())
            .setDeleted(true)
            .clearEdits()
            .clearReactions()
            .clearSent()
            .clearHeard()
            .build();
    tx.messages().save(deleted);
    return deleted;
  }

  /// Notes that the relay is to remove the attachment of a message of this device's owner; done by [Withdrawals].
  static void atRelay(Transaction tx, StoredMessage message, Instant now) {
    Content content = Views.content(message);
    if (!content.hasAttachment()) {
      return;
    }
    AttachmentId id = new AttachmentId(content.getAttachment().getId());
    tx.attachments()
        .find(tx.attachments().fileName(id))
        .map(StoredAttachment::getUploadKey)
        .filter(key -> !key.isEmpty())
        .ifPresent(key ->
            tx.attachments()
                .save(
                    StoredWithdrawal.newBuilder()
                        .setId(id.bytes())
                        .setUploadKey(key)
                        .setSinceMillis(now.toEpochMilli())
                        .build()));
  }

  private static void file(Transaction tx, StoredMessage message) {
    Optional<Content> content =
        message.hasNote()
            ? Optional.empty()
            : Optional.of(Views.content(message)).filter(Content::hasAttachment);
    content.ifPresent(it -> {
      AttachmentId id = new AttachmentId(it.getAttachment().getId());
      tx.attachments().erase(tx.attachments().fileName(id));
    });
  }
}
