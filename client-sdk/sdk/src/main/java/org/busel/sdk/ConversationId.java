package org.busel.sdk;

/// Names a conversation on this device; other devices and the relay know nothing of it.
public sealed interface ConversationId {
  /// The conversation with one contact.
  ///
  /// @param contact id of the [Contact]
  record WithContact(long contact) implements ConversationId {
    @Override
    public String toString() {
      return "WithContact[hidden]";
    }
  }

  /// A desk.
  record InDesk(DeskId desk) implements ConversationId {
    @Override
    public String toString() {
      return "InDesk[hidden]";
    }
  }
}
