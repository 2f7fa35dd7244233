package org.busel.cli;

import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Contact;
import org.busel.sdk.Conversation;
import org.busel.sdk.Device;
import picocli.CommandLine.Parameters;

/// A verb about the conversation with one contact.
abstract class TalkVerb extends ProfileVerb {
  final Terminal terminal;

  @Parameters(index = "0", paramLabel = "NAME", description = "the contact")
  private String name = "";

  TalkVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void run(Device device) {
    Contact contact = People.called(name, device);
    run(device, contact, device.conversation(contact));
  }

  abstract void run(Device device, Contact contact, Conversation conversation);

  /// The contact's name in quotes.
  static String quoted(Contact contact) {
    return "\"" + contact.name() + "\"";
  }
}
