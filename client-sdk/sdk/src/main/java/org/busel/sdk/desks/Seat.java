package org.busel.sdk.desks;

import com.google.protobuf.ByteString;
import org.busel.wire.ContactCard;

/// The place of one member in one desk, from coming in to going. Who comes again has another.
///
/// @param id of the change that brought them in
/// @param card how to reach them
/// @param key 32 bytes, their desk key
/// @param name how they wish to be called; a suggestion, not checked for what it looks like
/// @param broughtInBy seat of whoever let them in; their own for the founder
/// @param verified whether whoever let them in said that they had compared safety numbers
public record Seat(
    ChangeId id,
    ContactCard card,
    ByteString key,
    String name,
    ChangeId broughtInBy,
    boolean verified) {
  @Override
  public String toString() {
    return "Seat[hidden]";
  }
}
