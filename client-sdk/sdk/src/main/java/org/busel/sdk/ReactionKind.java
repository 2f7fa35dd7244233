package org.busel.sdk;

import java.util.Optional;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.local.records.StoredReaction;
import org.busel.wire.v1.Reaction;

/// What somebody thinks of a message, in one emoji.
final class ReactionKind implements ContentKind {
  private final Authors authors;

  ReactionKind(Authors authors) {
    this.authors = authors;
  }

  @Override
  public void take(Arrival arrival) {
    Reaction reaction = arrival.content().getReaction();
    Optional<Long> author = authors.of(arrival.tx(), reaction.getMessage());
    if (author.isEmpty() || !(reaction.getEmoji().isEmpty() || Emoji.isOne(reaction.getEmoji()))) {
      return;
    }
    Optional<StoredMessage> message =
        authors
            .message(arrival.tx(), reaction.getMessage())
            .filter(it -> ConversationKey.of(it).equals(arrival.conversation()));
    if (message.isEmpty()) {
      arrival.keepUntil(author.get(), reaction.getMessage().getMessageId());
      return;
    }
    StoredMessage reacted =
        Revisions.reacted(
            message.get(),
            StoredReaction.newBuilder()
                .setContact(arrival.from().getId())
                .setEmoji(reaction.getEmoji())
                .setSentAtMillis(arrival.content().getSentAtMillis())
                .build());
    arrival.changed(message.get(), reacted, Event.MessageReacted::new);
  }
}
