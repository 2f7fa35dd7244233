package org.busel.sdk;

import java.util.List;
import org.busel.sdk.local.records.StoredContact;
import org.busel.wire.v1.Content;

/// Who hears what is said in a conversation, and the content that they are all to get. Lives as long as the transaction.
///
/// @param people to each of whom a copy goes
/// @param content with a time and an id, and in a desk with its mark; its kind is still to be set
record Audience(List<StoredContact> people, Content.Builder content) {
  @Override
  public String toString() {
    return "Audience[hidden]";
  }
}
