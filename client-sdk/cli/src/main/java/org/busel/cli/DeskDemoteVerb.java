package org.busel.cli;

import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Desk;
import org.busel.sdk.DeskOutcome;
import org.busel.sdk.Desks;
import org.busel.sdk.Member;
import picocli.CommandLine.Command;

/// Make an admin a member like others.
@Command(
    name = "demote",
    description = "make an admin a member like others",
    footer = {"", "example:", "  busel desk demote 'night desk' hanna"})
final class DeskDemoteVerb extends DeskMemberVerb {
  DeskDemoteVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(terminal, profiles, general);
  }

  @Override
  DeskOutcome change(Desks desks, Desk in, Member member) {
    return desks.demote(in, member);
  }

  @Override
  String done() {
    return "is no admin any more";
  }
}
