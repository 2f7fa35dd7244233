package org.busel.sdk;

import com.google.protobuf.InvalidProtocolBufferException;
import org.busel.sdk.attachments.Pointer;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.local.records.StoredPlace;
import org.busel.sdk.local.records.StoredUpload;
import org.busel.wire.AttachmentId;
import org.busel.wire.v1.Attachment;

/// What was said about an attachment, as the attachments room wants it.
final class Pointers {
  private Pointers() {}

  static Pointer of(Transaction tx, Attachment attachment) {
    AttachmentId id = new AttachmentId(attachment.getId());
    return new Pointer(
        id,
        attachment.getKey(),
        attachment.getDigest(),
        attachment.getFileBytes(),
        tx.attachments().fileName(id));
  }

  static StoredPlace place(StoredMessage message) {
    return StoredPlace.newBuilder()
        .setConversation(ConversationKey.of(message).bytes())
        .setNumber(message.getNumber())
        .build();
  }

  static Attachment attachment(StoredUpload upload) {
    try {
      return Attachment.parseFrom(upload.getAttachment());
    } catch (InvalidProtocolBufferException e) {
      throw new BuselException("reading an upload", e);
    }
  }
}
