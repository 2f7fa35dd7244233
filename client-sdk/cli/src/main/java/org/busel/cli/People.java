package org.busel.cli;

import java.util.List;
import java.util.stream.Stream;
import org.busel.cli.terminal.Stop;
import org.busel.sdk.Contact;
import org.busel.sdk.Device;

/// Finds contacts by the names that people type.
final class People {
  private People() {}

  /// The contact of exactly that name.
  ///
  /// @throws Stop that names the nearest ones, if there is none
  static Contact called(String name, Device device) {
    return device.contact(name).orElseThrow(() -> nobody(name, device.contacts()));
  }

  static Stop nobody(String name, List<Contact> contacts) {
    String error = "no contact is called \"" + name + "\"";
    if (contacts.isEmpty()) {
      return Stop.misused(error, "busel invite", "busel add LINK");
    }
    List<String> nearest = NearestNames.of(name, contacts.stream().map(Contact::name).toList());
    return Stop.misused(
        error,
        Stream.concat(
                nearest.stream().map(other -> "did you mean " + Typed.word(other) + "?"),
                Stream.of("busel contacts"))
            .toArray(String[]::new));
  }
}
