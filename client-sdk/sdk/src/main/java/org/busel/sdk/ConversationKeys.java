package org.busel.sdk;

import org.busel.sdk.local.ConversationKey;

/// Names of conversations, as apps know them and as the local store does.
final class ConversationKeys {
  private ConversationKeys() {}

  static ConversationKey of(Contact contact) {
    return ConversationKey.ofContact(contact.id());
  }

  static ConversationKey of(ConversationId id) {
    return ConversationKey.ofContact(((ConversationId.WithContact) id).contact());
  }

  static ConversationId id(ConversationKey key) {
    return new ConversationId.WithContact(key.contact());
  }
}
