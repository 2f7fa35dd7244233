package org.busel.sdk;

import java.time.Instant;

/// Somebody asks this device's owner into a desk. Nothing of what is said there is seen before [Desks#accept].
///
/// @param name of the desk
/// @param from who asks
/// @param members how many there are, as they say
/// @param expiresAt after this the answer comes too late
public record DeskInvite(DeskId desk, String name, Contact from, int members, Instant expiresAt) {
  @Override
  public String toString() {
    return "DeskInvite[hidden]";
  }
}
