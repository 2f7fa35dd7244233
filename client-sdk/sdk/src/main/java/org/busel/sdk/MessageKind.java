package org.busel.sdk;

import com.google.protobuf.ByteString;
import org.busel.sdk.local.Pending.Watch;
import org.busel.sdk.local.records.StoredConversation;
import org.busel.sdk.local.records.StoredEarly;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.wire.v1.Content;

/// Content that stands in the history as a message of its own.
final class MessageKind implements ContentKind {
  private final Profile profile;
  private final Authors authors;
  private final Receipts receipts;
  private final Early early;

  /// Takes in what came before the message that it is about.
  interface Early {
    void take(Arrival arrival, StoredEarly early);
  }

  MessageKind(Profile profile, Authors authors, Receipts receipts, Early early) {
    this.profile = profile;
    this.authors = authors;
    this.receipts = receipts;
    this.early = early;
  }

  @Override
  public void take(Arrival arrival) {
    // A message may come in two envelopes, when its sender could not know that the first had
    // arrived.
    long author = arrival.from().getId();
    ByteString id = arrival.content().getMessageId();
    if (arrival.tx().messages().isKnown(author, id)) {
      return;
    }
    StoredMessage message = message(arrival, author);
    arrival.tx().messages().saveNew(message, id);
    arrival.tx().messages().unreported(message);
    arrival.tx().conversations().change(arrival.conversation(), this::heard);
    if (arrival.content().getKindCase() == Content.KindCase.KIND_NOT_SET) {
      arrival.tx().pending().watch(Watch.UNKNOWN, message);
      return;
    }
    receipts.delivered(arrival.tx(), message);
    arrival.tx().pending().takeEarly(author, id).forEach(it -> early.take(arrival, it));
  }

  private StoredMessage message(Arrival arrival, long author) {
    StoredMessage.Builder message =
        StoredMessage.newBuilder()
            .setNumber(arrival.tx().messages().nextNumber())
            .setContact(author)
            .setConversation(arrival.conversation().bytes())
            .setContent(arrival.content().toByteString())
            .setState(StoredMessage.State.STATE_RECEIVED);
    authors
        .answered(arrival.tx(), arrival.conversation(), arrival.content())
        .ifPresent(message::setAnswers);
    return message.build();
  }

  private StoredConversation.Builder heard(StoredConversation.Builder conversation) {
    boolean muted = conversation.getMutedUntilMillis() > profile.now().toEpochMilli();
    return conversation
        .setHeardAtMillis(profile.now().toEpochMilli())
        .setArchived(conversation.getArchived() && muted);
  }
}
