package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.Messages;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.local.records.StoredPlace;
import org.busel.wire.AccountId;
import org.busel.wire.v1.Content;
import org.busel.wire.v1.MessageReference;

/// Who wrote a message: as accounts between devices, as contacts here.
final class Authors {
  private final Self self;

  Authors(Self self) {
    this.self = self;
  }

  /// The author that a reference names; nothing if that is nobody whom this device knows.
  Optional<Long> of(Transaction tx, MessageReference reference) {
    if (reference.getAuthor().equals(self.device().account().bytes())) {
      return Optional.of(Messages.OURS);
    }
    return tx.contacts()
        .byAccount(AccountId.of(reference.getAuthor()))
        .map(contact -> contact.getId());
  }

  /// The message that a reference names, if it is here.
  Optional<StoredMessage> message(Transaction tx, MessageReference reference) {
    return of(tx, reference)
        .flatMap(author -> tx.messages().find(author, reference.getMessageId()));
  }

  /// Where the message is that content answers, if it answers one of the same conversation that is here.
  Optional<StoredPlace> answered(Transaction tx, ConversationKey conversation, Content content) {
    return content.hasAnswers()
        ? message(tx, content.getAnswers())
            .filter(it -> ConversationKey.of(it).equals(conversation))
            .map(Posting::place)
        : Optional.empty();
  }

  /// How other devices name a message that is here.
  MessageReference reference(Transaction tx, StoredMessage message) {
    ByteString account =
        message.getOutgoing()
            ? self.device().account().bytes()
            : tx.contacts()
                .byId(message.getContact())
                .map(contact -> contact.getAccount())
                .orElseThrow(() -> new BuselException("naming a message"));
    return MessageReference.newBuilder()
        .setAuthor(account)
        .setMessageId(Views.content(message).getMessageId())
        .build();
  }
}
