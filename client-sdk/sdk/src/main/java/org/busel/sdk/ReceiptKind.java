package org.busel.sdk;

import com.google.protobuf.ByteString;
import org.busel.sdk.local.Pending.Watch;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.local.records.StoredMessage.State;
import org.busel.wire.v1.Receipt;

/// What became of this device's messages at their recipient. Ids that are not of messages to that very contact are
/// passed over.
final class ReceiptKind implements ContentKind {
  @Override
  public void take(Arrival arrival) {
    Receipt receipt = arrival.content().getReceipt();
    for (ByteString id : receipt.getMessageIdsList()) {
      arrival.ours(id).ifPresent(message -> take(arrival, receipt.getKind(), message));
    }
  }

  private static void take(Arrival arrival, Receipt.Kind kind, StoredMessage message) {
    switch (kind) {
      case KIND_DELIVERED -> {
        if (message.getState() != State.STATE_READ) {
          raise(arrival, message, State.STATE_DELIVERED);
        }
      }
      case KIND_READ -> raise(arrival, message, State.STATE_READ);
      case KIND_UNSPECIFIED, UNRECOGNIZED -> {}
    }
  }

  private static void raise(Arrival arrival, StoredMessage message, State state) {
    arrival.tx().pending().unwatch(Watch.UNDELIVERED, message.getNumber());
    arrival.changed(
        message, message.toBuilder().setState(state).build(), Event.MessageDelivered::new);
  }
}
