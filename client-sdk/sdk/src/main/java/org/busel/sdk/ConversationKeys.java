package org.busel.sdk;

import com.google.protobuf.ByteString;
import org.busel.sdk.local.ConversationKey;

/// Names of conversations, as apps know them and as the local store does.
final class ConversationKeys {
  private static final int DESK = 1;

  private ConversationKeys() {}

  static ConversationKey of(Contact contact) {
    return ConversationKey.ofContact(contact.id());
  }

  static ConversationKey of(ConversationId id) {
    return id instanceof ConversationId.InDesk in
        ? ofDesk(in.desk().bytes())
        : ConversationKey.ofContact(((ConversationId.WithContact) id).contact());
  }

  static ConversationId id(ConversationKey key) {
    return key.isWithContact()
        ? new ConversationId.WithContact(key.contact())
        : new ConversationId.InDesk(new DeskId(desk(key)));
  }

  /// The desk of a conversation that is none with a contact.
  static ByteString desk(ConversationKey key) {
    return key.bytes().substring(1);
  }

  static ConversationKey ofDesk(ByteString desk) {
    return ConversationKey.of(DESK, desk);
  }
}
