package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.Messages;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.local.records.StoredSent;
import org.busel.sdk.local.records.StoredSubmit;
import org.busel.wire.WithdrawalToken;
import org.busel.wire.v1.Content;

/// Gives what is to be sealed anew another envelope id, and keeps what takes it back. Inside a transaction only.
final class Renaming {
  private final SecureRandom random;

  Renaming(SecureRandom random) {
    this.random = random;
  }

  /// The same content under another id, with nothing sealed; saved.
  StoredSubmit renamed(Transaction tx, StoredSubmit submit) {
    WithdrawalToken token = WithdrawalToken.random(random);
    StoredSubmit renamed =
        submit.toBuilder()
            .setToken(token.bytes())
            .setSubmitId(token.envelopeId().bytes())
            .clearEnvelopes()
            .build();
    tx.mail().save(renamed);
    message(tx, submit)
        .ifPresent(message -> tx.messages().save(with(message, submit.getToken(), renamed)));
    return renamed;
  }

  /// The message that notes how it can be taken back: the one that is sent, or the one that an edit changes.
  private static Optional<StoredMessage> message(Transaction tx, StoredSubmit submit) {
    ByteString conversation = submit.getMessage().getConversation();
    if (!conversation.isEmpty()) {
      return tx.messages()
          .find(new ConversationKey(conversation), submit.getMessage().getNumber());
    }
    Content content = Outgoing.content(submit);
    return content.hasEdit()
        ? tx.messages().find(Messages.OURS, content.getEdit().getMessageId())
        : Optional.empty();
  }

  private static StoredMessage with(StoredMessage message, ByteString old, StoredSubmit now) {
    List<StoredSent> sent =
        message.getSentList().stream()
            .map(it -> it.getToken().equals(old) ? Posting.sent(now) : it)
            .toList();
    return message.toBuilder().clearSent().addAllSent(sent).build();
  }
}
