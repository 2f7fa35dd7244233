package org.busel.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.busel.cli.terminal.Terminal;
import org.busel.publish.ModuleSigning;
import org.busel.publish.SignOutcome;
import org.busel.publish.SigningKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Takes a module back.
@Command(
    name = "revoke",
    description = {
      "take a module back, as its author: nobody vouches for it any more",
      "",
      "Writes what the author still vouches for into a folder. A reviewer signs that folder too, then",
      "it is published; learners are told with their next refresh."
    },
    footer = {
      "",
      "example:",
      "  busel module revoke right-to-a-fair-trial --key trainer.key --out taken-back"
    })
final class ModuleRevokeVerb extends Verb {
  private final Terminal terminal;
  private final Keys keys;
  private final RelayAccess relay;
  private final Clock clock;
  private final ProfileOptions general;

  @Parameters(paramLabel = "ID", description = "the module")
  private String id = "";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "folder to write to, for the reviewer to sign")
  private Path out = Path.of("");

  @Option(
      names = "--relay",
      paramLabel = "LINK",
      description = "an invitation of the relay, used or not (default: the profile's relay)")
  private @Nullable String invitation;

  @Mixin private final KeyOptions key;

  ModuleRevokeVerb(
      Terminal terminal, Keys keys, RelayAccess relay, Clock clock, ProfileOptions general) {
    this.terminal = terminal;
    this.keys = keys;
    this.relay = relay;
    this.clock = clock;
    this.general = general;
    this.key = new KeyOptions(general);
  }

  @Override
  public void run() {
    var module = ModuleIds.typed(id);
    try (SigningKey signing = keys.unlock(key.file(), key.passphraseFile())) {
      SignOutcome outcome =
          relay.ask(
              general,
              Optional.ofNullable(invitation),
              publisher ->
                  ModuleSigning.revoke(out, module, signing, publisher, clock.instant()));
      terminal.say(ModuleSignVerb.explained(outcome, out));
      terminal.hint("a reviewer: busel module sign " + out + " --key FILE");
      terminal.hint("then: busel module publish " + out);
    }
  }
}
