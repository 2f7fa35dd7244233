package org.busel.sdk;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredConversation;

/// How conversations are kept on this device: nothing of it is said to anybody. Safe for many threads.
final class Keeping {
  private final Profile profile;

  Keeping(Profile profile) {
    this.profile = profile;
  }

  void receipts(ConversationKey conversation, Optional<ReceiptMode> mode) {
    keep(
        conversation,
        it ->
            it.setReceipts(
                mode.map(ReceiptMode::stored)
                    .orElse(StoredConversation.Receipts.RECEIPTS_AS_DEVICE)));
  }

  void mute(ConversationKey conversation, Instant until) {
    long millis =
        until.isAfter(Instant.ofEpochMilli(Long.MAX_VALUE))
            ? Long.MAX_VALUE
            : Math.max(0, until.toEpochMilli());
    keep(conversation, it -> it.setMutedUntilMillis(millis));
  }

  void block(Contact contact, boolean blocked) {
    ConversationKey conversation = ConversationKeys.of(contact);
    profile.save(
        "blocking a contact",
        tx -> {
          tx.conversations().change(conversation, it -> it.setBlocked(blocked));
          if (blocked) {
            tx.pending().forgetReceipts(contact.id(), conversation);
          }
        });
  }

  void archive(ConversationKey conversation, boolean archived) {
    keep(conversation, it -> it.setArchived(archived));
  }

  void draft(ConversationKey conversation, String text) {
    keep(conversation, it -> it.setDraft(text));
  }

  ConversationSettings settings(ConversationKey conversation) {
    return profile.transact(
        "reading how a conversation is kept",
        tx -> settings(tx, conversation, tx.conversations().of(conversation).getTimerSeconds()));
  }

  /// @param timerSeconds of the conversation; 0 if what is said there stays
  ConversationSettings settings(Transaction tx, ConversationKey conversation, long timerSeconds) {
    StoredConversation kept = tx.conversations().of(conversation);
    long muted = kept.getMutedUntilMillis();
    return new ConversationSettings(
        timerSeconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(timerSeconds)),
        Receipts.mode(tx, conversation),
        ReceiptMode.of(kept.getReceipts()).isPresent(),
        muted > profile.now().toEpochMilli()
            ? Optional.of(Instant.ofEpochMilli(muted))
            : Optional.empty(),
        kept.getBlocked(),
        kept.getArchived(),
        kept.getDraft());
  }

  private void keep(ConversationKey conversation, UnaryOperator<StoredConversation.Builder> change) {
    profile.save(
        "changing how a conversation is kept",
        tx -> tx.conversations().change(conversation, change));
  }
}
