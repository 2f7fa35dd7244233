package org.busel.sdk;

/// Somebody who belongs to a desk. A snapshot.
///
/// Members who are no contacts of each other know one another by the word of whoever let them in, and no further:
/// `broughtInBy` and `vouched` say whose word that is and whether safety numbers were compared for it.
///
/// @param id as in [Message#contact], and of the [Contact] if they are one; 0 for this device's owner
/// @param name what a contact is called here, else how they wish to be called; unique within the desk
/// @param contact whether they are a contact of this device's owner
/// @param verified whether this device's owner has compared safety numbers with them
/// @param admin whether they may change the desk
/// @param broughtInBy name of whoever let them in; empty for the founder
/// @param vouched whether whoever let them in said that they had compared safety numbers
/// @param reachable whether messages go to them: not to an account that this device knows under another identity than
///     the desk names
public record Member(
    long id,
    String name,
    boolean contact,
    boolean verified,
    boolean admin,
    String broughtInBy,
    boolean vouched,
    boolean reachable) {
  @Override
  public String toString() {
    return "Member[hidden]";
  }
}
