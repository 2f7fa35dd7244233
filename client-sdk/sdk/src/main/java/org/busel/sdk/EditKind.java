package org.busel.sdk;

import java.util.Optional;
import org.busel.sdk.local.records.StoredEdit;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.wire.v1.Edit;

/// Other words for a text of the same author.
final class EditKind implements ContentKind {
  @Override
  public void take(Arrival arrival) {
    Edit edit = arrival.content().getEdit();
    Optional<StoredMessage> message = arrival.own(edit.getMessageId());
    if (message.isEmpty()) {
      arrival.keepUntil(arrival.from().getId(), edit.getMessageId());
      return;
    }
    long at = arrival.content().getSentAtMillis();
    if (!Revisions.isText(message.get()) || !Revisions.isOpen(message.get(), at)) {
      return;
    }
    StoredMessage edited =
        Revisions.edited(
            message.get(),
            StoredEdit.newBuilder()
                .setRevision(edit.getRevision())
                .setBody(edit.getText().getBody())
                .setSentAtMillis(at)
                .build());
    arrival.changed(message.get(), edited, Event.MessageEdited::new);
  }
}
