package org.busel.sdk;

import org.busel.sdk.local.records.StoredMessage;

/// Content that stands in the history as a message of its own.
final class MessageKind implements ContentKind {
  @Override
  public void take(Arrival arrival) {
    // A message may come in two envelopes, when its sender could not know that the first had
    // arrived.
    long author = arrival.from().getId();
    if (arrival.tx().messages().isKnown(author, arrival.content().getMessageId())) {
      return;
    }
    StoredMessage message =
        StoredMessage.newBuilder()
            .setNumber(arrival.tx().messages().nextNumber())
            .setContact(author)
            .setConversation(arrival.conversation().bytes())
            .setContent(arrival.content().toByteString())
            .setState(StoredMessage.State.STATE_RECEIVED)
            .build();
    arrival.tx().messages().saveNew(message, arrival.content().getMessageId());
    arrival.tx().messages().unreported(message);
  }
}
