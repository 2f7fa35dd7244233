package org.busel.sdk;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.Transaction;
import org.busel.sdk.local.records.StoredMessage;
import org.busel.wire.v1.Content;

/// Where a file goes, and how it is said there that it has come.
///
/// @param isOpen whether something can be said there now
/// @param say saves content with nothing but its kind set, as one message; nothing if nothing can be said there
/// @param <T> what is known of the message afterwards
record Destination<T>(
    ConversationKey key,
    Predicate<Transaction> isOpen,
    BiFunction<Transaction, Content.Builder, Optional<T>> say,
    java.util.function.Function<T, StoredMessage> message) {
  @Override
  public String toString() {
    return "Destination[hidden]";
  }
}
