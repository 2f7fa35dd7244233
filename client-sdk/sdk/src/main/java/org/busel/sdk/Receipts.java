package org.busel.sdk;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.Pending;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredContact;
import org.busel.sdk.local.records.StoredConversation;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.local.records.StoredReceipts;
import org.busel.sdk.local.records.StoredSubmit;
import org.busel.wire.Limits;
import org.busel.wire.v1.Content;
import org.busel.wire.v1.Receipt;

/// Tells authors that their messages have come and were read, as far as this device's owner wants that.
///
/// A receipt that leaves at once would link the two mailboxes and tell when a device is on. So receipts wait for a
/// random time that is drawn for each batch anew, on disk, and leave in the size of a short text. In a desk none leave
/// unless that was asked for, and then to the author alone. Inside transactions only.
final class Receipts {
  private static final Duration SOONEST = Duration.ofSeconds(30);
  private static final Duration LATEST = Duration.ofMinutes(5);

  private final Profile profile;
  private final Posting posting;
  private final DeskBook desks;

  Receipts(Profile profile, Posting posting, DeskBook desks) {
    this.profile = profile;
    this.posting = posting;
    this.desks = desks;
  }

  /// A message of somebody else was saved.
  void delivered(Transaction tx, StoredMessage message) {
    if (mode(tx, ConversationKey.of(message)) != ReceiptMode.OFF) {
      ByteString id = Views.content(message).getMessageId();
      tx.pending().receipts(waiting(tx, message).addDelivered(id).build());
    }
  }

  /// A message of somebody else was read.
  void read(Transaction tx, StoredMessage message) {
    if (mode(tx, ConversationKey.of(message)) == ReceiptMode.READ) {
      ByteString id = Views.content(message).getMessageId();
      tx.pending().receipts(waiting(tx, message).addRead(id).build());
    }
  }

  /// Which receipts a conversation gets.
  static ReceiptMode mode(Transaction tx, ConversationKey conversation) {
    StoredConversation kept = tx.conversations().of(conversation);
    if (kept.getBlocked()) {
      return ReceiptMode.OFF;
    }
    Optional<ReceiptMode> wished = ReceiptMode.of(kept.getReceipts());
    return conversation.isWithContact()
        ? wished
            .or(() -> ReceiptMode.of(tx.conversations().settings().getReceipts()))
            .orElse(ReceiptMode.DELIVERED)
        : wished.orElse(ReceiptMode.OFF);
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
        ConversationKey conversation = Pending.conversation(receipts);
        tx.pending().forgetReceipts(receipts.getContact(), conversation);
        send(tx, receipts, mode(tx, conversation));
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
      List<ByteString> some = ids.subList(from, Math.min(ids.size(), from + Limits.IDS_AT_ONCE));
      Receipt receipt = Receipt.newBuilder().setKind(kind).addAllMessageIds(some).build();
      tx.contacts()
          .byId(receipts.getContact())
          .ifPresent(to ->
              content(tx, Pending.conversation(receipts), to)
                  .ifPresent(content -> {
                    StoredSubmit unused =
                        posting.submit(tx, to, content.setReceipt(receipt).build());
                  }));
    }
  }

  /// @return nothing if the two do not belong to that desk both
  private Optional<Content.Builder> content(
      Transaction tx, ConversationKey conversation, StoredContact to) {
    return conversation.isWithContact()
        ? Optional.of(posting.content(to))
        : desks
            .shared(tx, conversation, to)
            .map(desk -> posting.content(to).setDesk(desk.mark()));
  }

  private StoredReceipts.Builder waiting(Transaction tx, StoredMessage message) {
    ConversationKey conversation = ConversationKey.of(message);
    return tx.pending()
        .receipts(message.getContact(), conversation)
        .map(StoredReceipts::toBuilder)
        .orElseGet(() ->
            StoredReceipts.newBuilder()
                .setContact(message.getContact())
                .setConversation(
                    conversation.isWithContact() ? ByteString.EMPTY : conversation.bytes())
                .setDueAtMillis(profile.now().plus(delay()).toEpochMilli()));
  }

  private Duration delay() {
    int spread = (int) LATEST.minus(SOONEST).toMillis();
    return SOONEST.plusMillis(profile.options().random().nextInt(spread + 1));
  }
}
