package org.busel.cli;

import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Desk;
import org.busel.sdk.DeskOutcome;
import org.busel.sdk.Desks;
import org.busel.sdk.Member;
import picocli.CommandLine.Command;

/// Make a member an admin.
@Command(
    name = "promote",
    description = "make a member an admin",
    footer = {"", "example:", "  busel desk promote 'night desk' hanna"})
final class DeskPromoteVerb extends DeskMemberVerb {
  DeskPromoteVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(terminal, profiles, general);
  }

  @Override
  DeskOutcome change(Desks desks, Desk in, Member member) {
    return desks.promote(in, member);
  }

  @Override
  String done() {
    return "is an admin now";
  }
}
