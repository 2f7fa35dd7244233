package org.busel.sdk;

/// A conversation of up to 200 people, who decide together who belongs to it. A snapshot: ask [Desks#all] for the
/// present state.
///
/// @param name as its admins gave it
/// @param members how many, this device's owner included
/// @param admin whether this device's owner may change it
/// @param frozen whether nobody is left who may change it; who needs that founds another
public record Desk(
    DeskId id, String name, Standing standing, int members, boolean admin, boolean frozen) {

  /// How this device's owner stands to it.
  public enum Standing {
    /// Accepted, and waiting for the device of whoever asked.
    JOINING,
    /// Belongs to it.
    MEMBER,
    /// Belonged to it once.
    OUT
  }

  @Override
  public String toString() {
    return "Desk[" + standing + "]";
  }
}
