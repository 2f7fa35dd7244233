package org.busel.sdk;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.busel.sdk.local.records.StoredEdit;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.sdk.local.records.StoredReaction;
import org.busel.wire.Limits;

/// How a message changes after it was sent, the same for one's own and for those of others.
final class Revisions {
  private Revisions() {}

  /// Whether a text may still be edited by something said at `atMillis`, by the clock of its author.
  static boolean isOpen(StoredMessage message, long atMillis) {
    long sentAt = Views.content(message).getSentAtMillis();
    return atMillis - sentAt <= Limits.EDIT_WITHIN.toMillis();
  }

  /// Whether it is a text that is still there.
  static boolean isText(StoredMessage message) {
    return !message.getDeleted() && Views.content(message).hasText();
  }

  /// The message with one more edit; each revision counts once, and the highest stands.
  static StoredMessage edited(StoredMessage message, StoredEdit edit) {
    boolean known =
        message.getEditsList().stream().anyMatch(it -> it.getRevision() == edit.getRevision());
    if (known) {
      return message;
    }
    List<StoredEdit> edits =
        Stream.concat(message.getEditsList().stream(), Stream.of(edit))
            .sorted(Comparator.comparingInt(StoredEdit::getRevision))
            .toList();
    return message.toBuilder().clearEdits().addAllEdits(edits).build();
  }

  /// The message with somebody's reaction; of one person's the latest stands.
  static StoredMessage reacted(StoredMessage message, StoredReaction reaction) {
    boolean older =
        message.getReactionsList().stream()
            .anyMatch(it ->
                it.getContact() == reaction.getContact()
                    && it.getSentAtMillis() >= reaction.getSentAtMillis());
    if (older || message.getDeleted()) {
      return message;
    }
    List<StoredReaction> others =
        message.getReactionsList().stream()
            .filter(it -> it.getContact() != reaction.getContact())
            .toList();
    return message.toBuilder()
        .clearReactions()
        .addAllReactions(others)
        .addReactions(reaction)
        .build();
  }

  /// How long a text may be edited.
  static Duration window() {
    return Limits.EDIT_WITHIN;
  }
}
