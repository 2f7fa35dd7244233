package org.busel.sdk;

import java.util.Optional;
import java.util.function.Function;
import org.busel.sdk.local.ConversationKey;
import org.busel.sdk.local.Transaction;

/// A conversation as something to speak in.
///
/// @param key which it is
/// @param audience who hears it now; nothing if its owner may say nothing there
/// @param closed what to answer then
record Channel(
    ConversationKey key,
    Function<Transaction, Optional<Audience>> audience,
    ChangeOutcome closed) {
  @Override
  public String toString() {
    return "Channel[hidden]";
  }
}
