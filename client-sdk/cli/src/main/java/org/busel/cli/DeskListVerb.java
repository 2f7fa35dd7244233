package org.busel.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Desk;
import org.busel.sdk.DeskInvite;
import org.busel.sdk.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// List your desks, and those that you are asked into.
@Command(
    name = "list",
    description = "list your desks, and those that you are asked into",
    footer = {"", "example:", "  busel desk list --json"})
final class DeskListVerb extends ProfileVerb {
  private final Terminal terminal;

  @Option(names = "--all", description = "also those that are archived")
  private boolean all;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  DeskListVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void run(Device device) {
    List<Desk> desks =
        device.desks().all().stream()
            .filter(it -> all || !device.conversation(it).settings().archived())
            .toList();
    List<DeskInvite> invites = device.desks().invitations();
    if (json) {
      printJson(desks, invites);
    } else if (desks.isEmpty() && invites.isEmpty()) {
      terminal.say("no desks yet");
      terminal.hint("busel desk create NAME");
    } else {
      print(desks, invites);
    }
  }

  private void print(List<Desk> desks, List<DeskInvite> invites) {
    Columns names =
        Columns.of(
            Stream.concat(desks.stream().map(Desk::name), invites.stream().map(DeskInvite::name))
                .toList());
    for (Desk desk : desks) {
      terminal.print(names.padded(desk.name()) + "  " + people(desk.members()) + standing(desk));
    }
    for (DeskInvite invite : invites) {
      terminal.print(
          names.padded(invite.name())
              + "  "
              + people(invite.members())
              + "  "
              + invite.from().name()
              + " asks you in");
    }
  }

  private static String people(int members) {
    return members == 1 ? "1 member" : members + " members";
  }

  private static String standing(Desk desk) {
    return switch (desk.standing()) {
      case JOINING -> "  accepted, not in yet";
      case OUT -> "  you are out";
      case MEMBER ->
          desk.frozen() ? "  no admin is left" : desk.admin() ? "  you are an admin" : "";
    };
  }

  private void printJson(List<Desk> desks, List<DeskInvite> invites) {
    terminal.print(fields -> {
      fields.writeArrayFieldStart("desks");
      for (Desk desk : desks) {
        fields.writeStartObject();
        fields.writeStringField("name", desk.name());
        fields.writeStringField("standing", desk.standing().name().toLowerCase(Locale.ROOT));
        fields.writeNumberField("members", desk.members());
        fields.writeBooleanField("admin", desk.admin());
        fields.writeBooleanField("frozen", desk.frozen());
        fields.writeEndObject();
      }
      fields.writeEndArray();
      fields.writeArrayFieldStart("invitations");
      for (DeskInvite invite : invites) {
        fields.writeStartObject();
        fields.writeStringField("name", invite.name());
        fields.writeStringField("from", invite.from().name());
        fields.writeNumberField("members", invite.members());
        fields.writeStringField("expires_at", invite.expiresAt().toString());
        fields.writeEndObject();
      }
      fields.writeEndArray();
    });
  }
}
