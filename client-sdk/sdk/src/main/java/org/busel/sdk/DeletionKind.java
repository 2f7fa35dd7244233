package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.busel.sdk.local.records.StoredMessage;

/// Takes a message of the same author back.
final class DeletionKind implements ContentKind {
  @Override
  public void take(Arrival arrival) {
    ByteString id = arrival.content().getDeletion().getMessageId();
    Optional<StoredMessage> message = arrival.own(id);
    if (message.isPresent()) {
      if (!message.get().getDeleted()) {
        StoredMessage deleted = Erasing.words(arrival.tx(), message.get());
        arrival.events().add(new Event.MessageDeleted(Views.message(deleted)));
      }
    } else if (!arrival.tx().messages().isKnown(arrival.from().getId(), id)) {
      // It may still come: the relay was asked to take it back, and may have crashed.
      arrival.tx().messages().bar(arrival.from().getId(), id);
    }
  }
}
