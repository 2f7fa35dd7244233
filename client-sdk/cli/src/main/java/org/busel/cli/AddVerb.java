package org.busel.cli;

import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.AddOutcome;
import org.busel.sdk.Contact;
import org.busel.sdk.Device;
import org.busel.wire.MeetLink;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Answers a contact invitation.
@Command(
    name = "add",
    description = {
      "answer somebody's invitation",
      "",
      "Their keys are fetched and compared with the invitation, and they learn who answered. The",
      "name is yours alone; it never leaves this device."
    },
    footer = {"", "example:", "  busel add 'busel:meet#AQpf…' --name hanna"})
final class AddVerb extends ProfileVerb {
  private final Terminal terminal;

  @Parameters(
      paramLabel = "LINK",
      description = "what your contact gave you (- reads it from standard input)")
  private String link = "";

  @Option(names = "--name", paramLabel = "NAME", description = "what to call them here")
  private @Nullable String name;

  @Option(
      names = "--introduce-as",
      paramLabel = "NAME",
      description = "what you would like them to call you; kept for later introductions")
  private @Nullable String ownName;

  AddVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void run(Device device) {
    MeetLink invitation = new Links(terminal).meet(link);
    String called = name == null ? asked() : name;
    introduceAs(device);
    Contact contact = added(device.add(invitation, called));
    terminal.hint("compare safety numbers: busel verify " + Typed.word(contact.name()));
    terminal.hint("write: busel send " + Typed.word(contact.name()) + " 'hello'");
  }

  private void introduceAs(Device device) {
    if (ownName == null) {
      return;
    }
    try {
      device.introduceAs(ownName);
    } catch (IllegalArgumentException e) {
      throw Stop.misused(
          "the name cannot be used: " + e.getMessage(), "busel add LINK --introduce-as NAME");
    }
  }

  private String asked() {
    return terminal
        .ask("what do you call them? ")
        .map(String::strip)
        .orElseThrow(() -> Stop.misused("the contact needs a name", "busel add LINK --name NAME"));
  }

  private Contact added(AddOutcome outcome) {
    return switch (outcome) {
      case AddOutcome.Added(Contact contact, boolean introduced) -> {
        terminal.say("\"" + contact.name() + "\" is now a contact");
        if (!introduced) {
          terminal.say("the introduction waits here for the relay: busel receive");
        }
        yield contact;
      }
      case AddOutcome.AlreadyContact(Contact contact) ->
          throw Stop.refused(
              "this is \"" + contact.name() + "\", who is a contact already", "busel contacts");
      case AddOutcome.Expired _ ->
          throw Stop.refused("the invitation has expired", "ask your contact for another");
      case AddOutcome.OwnLink _ ->
          throw Stop.refused("this is your own invitation", "give it to somebody else");
      case AddOutcome.NameTaken _ ->
          throw Stop.refused("another contact goes by that name", "busel add LINK --name ANOTHER");
      case AddOutcome.NameRefused(String reason) ->
          throw Stop.misused("the name cannot be used: " + reason, "busel add LINK --name NAME");
      case AddOutcome.OtherRelay(String url) ->
          throw Stop.refused(
              "your contact is on another relay: " + url,
              "make a profile there, with an invitation of its operator: "
                  + "busel init LINK --profile DIR");
      case AddOutcome.NoSuchMailbox _ ->
          throw Stop.refused(
              "the relay knows no such mailbox, or the invitation no longer opens it",
              "ask your contact for another");
      case AddOutcome.KeyMismatch _ ->
          throw Stop.refused(
              "the relay gave out other keys than those in the invitation; somebody is in between",
              "tell your contact in another way, and do not use this invitation");
      case AddOutcome.NotProtected _ -> throw Conversation.notProtected();
      case AddOutcome.RelayUnreachable(String reason) -> throw Profiles.unreachable(reason);
      case AddOutcome.RelayNotTrusted(String reason) -> throw Profiles.notTrusted(reason);
      case AddOutcome.Refused(String says) ->
          throw Stop.refused("the relay refused: " + says, "try again later");
    };
  }
}
