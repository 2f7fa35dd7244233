package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredConversation;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.local.records.StoredReceipts;
import org.busel.sdk.local.records.StoredSubmit;
import org.busel.wire.Limits;
import org.busel.wire.v1.Content;
import org.busel.wire.v1.Receipt;

/// Tells contacts that their messages have come and were read, as far as this device's owner wants that.
///
/// A receipt that leaves at once would link the two mailboxes and tell when a device is on. So receipts wait for a
/// random time that is drawn for each batch anew, on disk, and leave in the size of a short text. Inside transactions
/// only.
final class Receipts {
  private static final Duration SOONEST = Duration.ofSeconds(30);
  private static final Duration LATEST = Duration.ofMinutes(5);

  private final Profile profile;
  private final Posting posting;

  Receipts(Profile profile, Posting posting) {
    this.profile = profile;
    this.posting = posting;
  }

  /// A message of a contact was saved.
  void delivered(Transaction tx, StoredMessage message) {
    ConversationKey conversation = ConversationKey.of(message);
    if (conversation.isWithContact() && mode(tx, conversation) != ReceiptMode.OFF) {
      ByteString id = Views.content(message).getMessageId();
      tx.pending().receipts(waiting(tx, message.getContact()).addDelivered(id).build());
    }
  }

  /// A message of a contact was read.
  void read(Transaction tx, StoredMessage message) {
    ConversationKey conversation = ConversationKey.of(message);
    if (conversation.isWithContact() && mode(tx, conversation) == ReceiptMode.READ) {
      ByteString id = Views.content(message).getMessageId();
      tx.pending().receipts(waiting(tx, message.getContact()).addRead(id).build());
    }
  }

  /// Which receipts a conversation gets.
  static ReceiptMode mode(Transaction tx, ConversationKey conversation) {
    StoredConversation kept = tx.conversations().of(conversation);
    if (kept.getBlocked()) {
      return ReceiptMode.OFF;
    }
    return ReceiptMode.of(kept.getReceipts())
        .or(() -> ReceiptMode.of(tx.conversations().settings().getReceipts()))
        .orElse(ReceiptMode.DELIVERED);
  }

  /// Saves to be sent what has waited long enough.
  void sendDue(Transaction tx) {
    long now = profile.now().toEpochMilli();
    for (StoredReceipts receipts : tx.pending().receipts()) {
      // A clock that was set back must not hold a receipt for longer than any can wait.
      boolean due =
          receipts.getDueAtMillis() <= now
              || receipts.getDueAtMillis() > now + LATEST.toMillis();
      if (due) {
        tx.pending().forgetReceipts(receipts.getContact());
        send(tx, receipts, mode(tx, ConversationKey.ofContact(receipts.getContact())));
      }
    }
  }

  private void send(Transaction tx, StoredReceipts receipts, ReceiptMode mode) {
    switch (mode) {
      case OFF -> {}
      case DELIVERED -> send(tx, receipts, Receipt.Kind.KIND_DELIVERED, receipts.getDeliveredList());
      case READ -> {
        List<ByteString> unread = new ArrayList<>(receipts.getDeliveredList());
        unread.removeAll(receipts.getReadList()); // read says delivered too
        send(tx, receipts, Receipt.Kind.KIND_DELIVERED, unread);
        send(tx, receipts, Receipt.Kind.KIND_READ, receipts.getReadList());
      }
    }
  }

  private void send(
      Transaction tx, StoredReceipts receipts, Receipt.Kind kind, List<ByteString> ids) {
    for (int from = 0; from < ids.size(); from += Limits.IDS_AT_ONCE) {
      Optional<StoredContact> to = tx.contacts().byId(receipts.getContact());
      if (to.isPresent()) {
        List<ByteString> some = ids.subList(from, Math.min(ids.size(), from + Limits.IDS_AT_ONCE));
        Content content =
            posting
                .content(to.get())
                .setReceipt(Receipt.newBuilder().setKind(kind).addAllMessageIds(some))
                .build();
        StoredSubmit unused = posting.submit(tx, to.get(), content);
      }
    }
  }

  private StoredReceipts.Builder waiting(Transaction tx, long contact) {
    return tx.pending()
        .receipts(contact)
        .map(StoredReceipts::toBuilder)
        .orElseGet(() ->
            StoredReceipts.newBuilder()
                .setContact(contact)
                .setDueAtMillis(profile.now().plus(delay()).toEpochMilli()));
  }

  private Duration delay() {
    int spread = (int) LATEST.minus(SOONEST).toMillis();
    return SOONEST.plusMillis(profile.options().random().nextInt(spread + 1));
  }
}
