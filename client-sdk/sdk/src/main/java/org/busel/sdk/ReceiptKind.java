package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.busel.sdk.local.Pending.Watch;
import org.busel.sdk.local.records.StoredHeard;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.local.records.StoredMessage.State;
import org.busel.wire.v1.Receipt;

/// What became of this device's messages at those to whom they went. Ids that are not of messages to that very person are
/// passed over. In a desk each member counts once, and the message's state is that of the last.
final class ReceiptKind implements ContentKind {
  @Override
  public void take(Arrival arrival) {
    Receipt receipt = arrival.content().getReceipt();
    boolean read = receipt.getKind() == Receipt.Kind.KIND_READ;
    if (!read && receipt.getKind() != Receipt.Kind.KIND_DELIVERED) {
      return;
    }
    for (ByteString id : receipt.getMessageIdsList()) {
      Optional<StoredMessage> message = arrival.ours(id);
      message.ifPresent(it -> {
        if (arrival.conversation().isWithContact()) {
          raise(arrival, it, it, read);
        } else {
          heard(arrival, it, read);
        }
      });
    }
  }

  private static void heard(Arrival arrival, StoredMessage message, boolean read) {
    long member = arrival.from().getId();
    boolean sent =
        message.getSentList().stream().anyMatch(it -> it.getContact() == member);
    Optional<StoredHeard> before =
        message.getHeardList().stream().filter(it -> it.getContact() == member).findFirst();
    if (!sent || before.filter(it -> it.getRead() || !read).isPresent()) {
      return;
    }
    StoredMessage.Builder now = message.toBuilder().clearHeard();
    message.getHeardList().stream()
        .filter(it -> it.getContact() != member)
        .forEach(now::addHeard);
    now.addHeard(StoredHeard.newBuilder().setContact(member).setRead(read));
    boolean byAll = now.getCopiesWaiting() == 0 && now.getHeardCount() >= now.getCopiesAccepted();
    if (byAll) {
      raise(
          arrival, message, now.build(), now.getHeardList().stream().allMatch(StoredHeard::getRead));
    } else {
      arrival.changed(message, now.build(), Event.MessageDelivered::new);
    }
  }

  private static void raise(
      Arrival arrival, StoredMessage before, StoredMessage message, boolean read) {
    arrival.tx().pending().unwatch(Watch.UNDELIVERED, message.getNumber());
    State state =
        read || message.getState() == State.STATE_READ ? State.STATE_READ : State.STATE_DELIVERED;
    arrival.changed(
        before, message.toBuilder().setState(state).build(), Event.MessageDelivered::new);
  }
}
