package org.busel.sdk.local;

import java.util.function.UnaryOperator;
import org.busel.sdk.local.records.StoredConversation;
import org.busel.sdk.local.records.StoredSettings;

/// How each conversation is kept on this device, and what holds for all. Inside a transaction only.
public final class Conversations {
  private static final byte[] ONLY = {};

  private final Table table;

  Conversations(Table table) {
    this.table = table;
  }

  /// How a conversation is kept; the default where nothing was ever said.
  public StoredConversation of(ConversationKey conversation) {
    return table
        .get(Area.CONVERSATION, conversation.bytes().toByteArray())
        .map(value -> Stored.read(StoredConversation.parser(), value))
        .orElse(StoredConversation.getDefaultInstance());
  }

  /// Changes how a conversation is kept.
  public void change(
      ConversationKey conversation, UnaryOperator<StoredConversation.Builder> change) {
    table.put(
        Area.CONVERSATION,
        conversation.bytes().toByteArray(),
        change.apply(of(conversation).toBuilder()).build().toByteArray());
  }

  /// What holds for all.
  public StoredSettings settings() {
    return table
        .get(Area.SETTINGS, ONLY)
        .map(value -> Stored.read(StoredSettings.parser(), value))
        .orElse(StoredSettings.getDefaultInstance());
  }

  /// Changes what holds for all.
  public void settings(StoredSettings settings) {
    table.put(Area.SETTINGS, ONLY, settings.toByteArray());
  }
}
