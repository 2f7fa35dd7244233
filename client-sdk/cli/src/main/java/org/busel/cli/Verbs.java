package org.busel.cli;

import org.busel.cli.terminal.Terminal;
import org.busel.sdk.Options;
import picocli.CommandLine;

/// The one place where verbs are made, in the order in which a newcomer needs them.
final class Verbs {
  private Verbs() {}

  static void addTo(CommandLine busel, Terminal terminal, ProfileOptions general, Options options) {
    Profiles profiles = new Profiles(terminal, options);
    busel
        .addSubcommand(new InitVerb(terminal, profiles, general))
        .addSubcommand(new WhoAmIVerb(terminal, profiles, general))
        .addSubcommand(new InviteVerb(terminal, profiles, general))
        .addSubcommand(new AddVerb(terminal, profiles, general))
        .addSubcommand(new ContactsVerb(terminal, profiles, general))
        .addSubcommand(new RenameVerb(terminal, profiles, general))
        .addSubcommand(new VerifyVerb(terminal, profiles, general))
        .addSubcommand(new SendVerb(terminal, profiles, general))
        .addSubcommand(new ReceiveVerb(terminal, profiles, general))
        .addSubcommand(new HistoryVerb(terminal, profiles, general))
        .addSubcommand(new HelpVerb(terminal));
  }
}
