package org.busel.cli;

import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Contact;
import org.busel.sdk.Device;
import org.busel.sdk.RenameOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Gives a contact another name.
@Command(
    name = "rename",
    description = "call a contact something else; the name never leaves this device",
    footer = {"", "example:", "  busel rename hanna 'hanna from the desk'"})
final class RenameVerb extends ProfileVerb {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "NAME", description = "the contact")
  private String name = "";

  @Parameters(index = "1", paramLabel = "NEW-NAME", description = "what to call them from now on")
  private String newName = "";

  RenameVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void run(Device device) {
    Contact contact = People.called(name, device);
    switch (device.rename(contact, newName)) {
      case RenameOutcome.Renamed(Contact now) ->
          terminal.say("\"" + name + "\" is now \"" + now.name() + "\"");
      case RenameOutcome.NameTaken _ ->
          throw Stop.refused("another contact goes by that name", "busel contacts");
      case RenameOutcome.NameRefused(String reason) ->
          throw Stop.misused("the name cannot be used: " + reason);
      case RenameOutcome.NoSuchContact _ ->
          throw Stop.refused("\"" + name + "\" is no longer a contact");
    }
  }
}
