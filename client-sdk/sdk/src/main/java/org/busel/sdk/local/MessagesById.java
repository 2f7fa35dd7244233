package org.busel.sdk.local;

import com.google.protobuf.InvalidProtocolBufferException;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.wire.v1.Content;

/// The step from version 1 of the file to 2: every message is found by its author and id. Version 1 noted only that
/// an id of a contact had come, and nothing for what was sent.
final class MessagesById {
  private MessagesById() {}

  static void index(Table table) {
    Messages messages = new Messages(table);
    for (byte[] value : table.allLines(Area.MESSAGE)) {
      StoredMessage message = Stored.read(StoredMessage.parser(), value);
      try {
        Content content = Content.parseFrom(message.getContent());
        messages.saveNew(message, content.getMessageId());
      } catch (InvalidProtocolBufferException e) {
        throw new LocalStoreException("reading a message", e);
      }
    }
  }
}
