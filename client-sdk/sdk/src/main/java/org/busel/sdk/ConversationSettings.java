package org.busel.sdk;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How a conversation is kept. A snapshot.
///
/// @param disappearsAfter how long after reading messages disappear, if they do
/// @param receipts what the contact is told
/// @param receiptsOfItsOwn whether that differs from [Device#receipts()] by wish
/// @param mutedUntil until when no noise should be made; nothing if it may
/// @param draft words that are not sent yet, or empty
public record ConversationSettings(
    Optional<Duration> disappearsAfter,
    ReceiptMode receipts,
    boolean receiptsOfItsOwn,
    Optional<Instant> mutedUntil,
    boolean blocked,
    boolean archived,
    String draft) {
  @Override
  public String toString() {
    return "ConversationSettings[hidden]";
  }
}
