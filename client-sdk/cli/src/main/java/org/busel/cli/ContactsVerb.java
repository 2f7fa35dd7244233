package org.busel.cli;

import java.util.List;
import org.busel.cli.terminal.Span;
import org.busel.cli.terminal.Style;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Contact;
import org.busel.sdk.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Lists the contacts.
@Command(
    name = "contacts",
    description = "list everybody you can write to, and whether you compared safety numbers",
    footer = {"", "example:", "  busel contacts --json"})
final class ContactsVerb extends ProfileVerb {
  private final Terminal terminal;

  @Option(names = "--all", description = "also those that are archived")
  private boolean all;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  ContactsVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void run(Device device) {
    List<Contact> contacts =
        device.contacts().stream()
            .filter(it -> all || !device.conversation(it).settings().archived())
            .toList();
    if (json) {
      printJson(contacts);
    } else if (contacts.isEmpty()) {
      terminal.say("no contacts yet");
      terminal.hint("busel invite");
      terminal.hint("busel add LINK");
    } else {
      print(contacts);
    }
  }

  private void print(List<Contact> contacts) {
    Times times = new Times(terminal.surroundings().zone());
    Columns names = Columns.of(contacts.stream().map(Contact::name).toList());
    for (Contact contact : contacts) {
      terminal.print(
          Span.strong(names.padded(contact.name())),
          contact.verified()
              ? new Span("  verified      ", Style.GOOD)
              : new Span("  not verified  ", Style.FAINT),
          Span.plain("since " + times.day(contact.addedAt())));
    }
  }

  private void printJson(List<Contact> contacts) {
    terminal.print(fields -> {
      fields.writeArrayFieldStart("contacts");
      for (Contact contact : contacts) {
        fields.writeStartObject();
        fields.writeStringField("name", contact.name());
        fields.writeBooleanField("verified", contact.verified());
        fields.writeStringField("added_at", contact.addedAt().toString());
        fields.writeEndObject();
      }
      fields.writeEndArray();
    });
  }
}
