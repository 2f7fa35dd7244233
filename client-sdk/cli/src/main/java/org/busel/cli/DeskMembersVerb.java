package org.busel.cli;

import java.util.List;
import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Device;
import org.busel.sdk.Member;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// List who belongs to a desk, and whose word there is for them.
@Command(
    name = "members",
    description = "list who belongs to a desk, and whose word there is for them",
    footer = {"", "example:", "  busel desk members 'night desk'"})
final class DeskMembersVerb extends ProfileVerb {
  private final Terminal terminal;

  @Parameters(paramLabel = "DESK", description = "the desk")
  private String desk = "";

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  DeskMembersVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(profiles, general);
    this.terminal = terminal;
  }

  @Override
  void run(Device device) {
    List<Member> members = device.desks().members(DeskNames.desk(desk, device));
    if (json) {
      printJson(members);
    } else {
      print(members);
    }
  }

  private void print(List<Member> members) {
    Columns names = Columns.of(members.stream().map(Member::name).toList());
    for (Member member : members) {
      terminal.print(
          names.padded(member.name())
              + (member.admin() ? "  admin   " : "  member  ")
              + assurance(member));
    }
  }

  private static String assurance(Member member) {
    if (!member.reachable()) {
      return "cannot be written to: known here under another identity";
    }
    if (member.id() == 0) {
      return "";
    }
    if (member.verified()) {
      return "verified by you";
    }
    if (member.broughtInBy().isEmpty()) {
      return "founded it";
    }
    return (member.vouched() ? "verified by " : "not verified; brought in by ")
        + member.broughtInBy();
  }

  private void printJson(List<Member> members) {
    terminal.print(fields -> {
      fields.writeArrayFieldStart("members");
      for (Member member : members) {
        fields.writeStartObject();
        fields.writeStringField("name", member.name());
        fields.writeBooleanField("contact", member.contact());
        fields.writeBooleanField("verified", member.verified());
        fields.writeBooleanField("admin", member.admin());
        fields.writeStringField("brought_in_by", member.broughtInBy());
        fields.writeBooleanField("vouched", member.vouched());
        fields.writeBooleanField("reachable", member.reachable());
        fields.writeEndObject();
      }
      fields.writeEndArray();
    });
  }
}
