package org.busel.cli;

import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Desk;
import org.busel.sdk.DeskOutcome;
import org.busel.sdk.Desks;
import org.busel.sdk.Member;
import picocli.CommandLine.Command;

/// Take somebody out of a desk.
@Command(
    name = "remove",
    description = {
      "take somebody out of a desk",
      "",
      "Nothing that is said from now on is sealed to them, by anybody who knows of it."
    },
    footer = {"", "example:", "  busel desk remove 'night desk' hanna"})
final class DeskRemoveVerb extends DeskMemberVerb {
  DeskRemoveVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    super(terminal, profiles, general);
  }

  @Override
  DeskOutcome change(Desks desks, Desk in, Member member) {
    return desks.remove(in, member);
  }

  @Override
  String done() {
    return "is out";
  }
}
