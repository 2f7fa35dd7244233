package org.busel.sdk.local;

import com.google.protobuf.ByteString;
import org.busel.sdk.local.records.StoredMessage;

/// Which conversation a message belongs to. A contact's key has 8 bytes; keys of every other kind of conversation are
/// longer and begin with a byte for their kind, so that none is ever taken for another.
///
/// @param bytes never shown outside of this device, and hidden by a keyed hash in the file
public record ConversationKey(ByteString bytes) {
  public ConversationKey {
    if (bytes.size() < Long.BYTES) {
      throw new IllegalArgumentException("a conversation's key has at least 8 bytes");
    }
  }

  /// The conversation with one contact.
  ///
  /// @param contact id of the contact on this device
  public static ConversationKey ofContact(long contact) {
    return new ConversationKey(ByteString.copyFrom(Stored.name(contact)));
  }

  /// A conversation of another kind.
  ///
  /// @param kind not used for anything else
  /// @param id at least 8 bytes
  public static ConversationKey of(int kind, ByteString id) {
    return new ConversationKey(ByteString.copyFrom(new byte[] {(byte) kind}).concat(id));
  }

  /// Where a message belongs.
  public static ConversationKey of(StoredMessage message) {
    return message.getConversation().isEmpty()
        ? ofContact(message.getContact())
        : new ConversationKey(message.getConversation());
  }

  /// Whether it is the conversation with one contact.
  public boolean isWithContact() {
    return bytes.size() == Long.BYTES;
  }

  /// The contact of [#ofContact].
  ///
  /// @throws IllegalStateException if it is another kind of conversation
  public long contact() {
    if (!isWithContact()) {
      throw new IllegalStateException("a conversation of another kind");
    }
    return Stored.number(bytes);
  }

  @Override
  public String toString() {
    return "ConversationKey[hidden]";
  }
}
