package org.busel.sdk;

import java.time.Instant;

/// Somebody that this device can write to. A snapshot: ask [Device#contacts] for the present state.
///
/// @param id names the contact on this device only; other devices and the relay know nothing of it
/// @param name what the owner of this device calls them, unique within the profile
/// @param verified whether the owner said that the safety number was compared
/// @param addedAt by this device's clock
public record Contact(long id, String name, boolean verified, Instant addedAt) {
  /// Longest name, in UTF-16 code units.
  public static final int MAX_NAME_CHARACTERS = 64;

  @Override
  public String toString() {
    return "Contact[hidden]";
  }
}
