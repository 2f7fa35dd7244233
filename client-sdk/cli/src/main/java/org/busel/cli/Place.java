package org.busel.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.busel.cli.terminal.Stop;
import org.busel.sdk.AnyConversation;
import org.busel.sdk.Contact;
import org.busel.sdk.Desk;
import org.busel.sdk.Device;

/// A conversation by the name that people type: that of a contact or of a desk.
///
/// @param name of the contact or desk
record Place(String name, AnyConversation conversation) {
  /// Finds places.
  interface Finder {
    /// The place of exactly that name.
    ///
    /// @throws Stop that says what there is instead, if there is none
    Place find(String name, Device device);
  }

  /// The contact or desk of exactly that name. What could be either is neither: words for one must not reach the other.
  static Place called(String name, Device device) {
    Optional<Contact> contact = device.contact(name);
    Optional<Desk> desk = device.desks().named(name);
    if (contact.isPresent() && desk.isPresent()) {
      throw Stop.misused(
          "a contact and a desk are both called \"" + name + "\"",
          "busel rename " + Typed.word(name) + " NEW-NAME");
    }
    return desk.isPresent()
        ? of(desk.get(), device)
        : of(contact.orElseThrow(() -> nobody(name, device)), device);
  }

  /// The desk of exactly that name.
  static Place desk(String name, Device device) {
    return of(DeskNames.desk(name, device), device);
  }

  private static Place of(Contact contact, Device device) {
    return new Place(contact.name(), device.conversation(contact));
  }

  private static Place of(Desk desk, Device device) {
    return new Place(desk.name(), device.conversation(desk));
  }

  private static Stop nobody(String name, Device device) {
    List<String> desks = device.desks().all().stream().map(Desk::name).toList();
    if (desks.isEmpty()) {
      return People.nobody(name, device.contacts());
    }
    List<String> names =
        Stream.concat(device.contacts().stream().map(Contact::name), desks.stream()).toList();
    return Stop.misused(
        "no contact or desk is called \"" + name + "\"",
        Stream.concat(
                NearestNames.of(name, names).stream()
                    .map(other -> "did you mean " + Typed.word(other) + "?"),
                Stream.of("busel contacts", "busel desk list"))
            .toArray(String[]::new));
  }

  /// The name in quotes.
  String quoted() {
    return "\"" + name + "\"";
  }

  /// The name as it is typed.
  String typed() {
    return Typed.word(name);
  }

  @Override
  public String toString() {
    return "Place[hidden]";
  }
}
