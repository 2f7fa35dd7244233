package org.busel.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.busel.author.ModuleBuild;
import org.busel.cli.terminal.Span;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.format.TrustFault;
import org.busel.publish.BuiltModule;
import org.busel.publish.ModuleSigning;
import org.busel.publish.RoleDraft;
import org.busel.publish.SignOutcome;
import org.busel.publish.SigningKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Signs a built module.
@Command(
    name = "sign",
    description = {
      "vouch for a built module, as its author or as its reviewer",
      "",
      "Shows what the signature will say and asks. Whether a key counts as an author's or as a",
      "reviewer's is for the curriculum to say. The author signs first and needs the relay, to see",
      "what they vouch for already; the reviewer needs no network."
    },
    footer = {"", "example:", "  busel module sign right-to-a-fair-trial.module --key trainer.key"})
final class ModuleSignVerb extends Verb {
  private final Terminal terminal;
  private final Keys keys;
  private final RelayAccess relay;
  private final Clock clock;
  private final ProfileOptions general;

  @Parameters(paramLabel = "BUILT", description = "the folder that busel module build printed")
  private Path built = Path.of("");

  @Option(names = "--yes", description = "sign without asking")
  private boolean yes;

  @Option(
      names = "--relay",
      paramLabel = "LINK",
      description = "an invitation of the relay, used or not (default: the profile's relay)")
  private @Nullable String invitation;

  @Mixin private final KeyOptions key;

  ModuleSignVerb(
      Terminal terminal, Keys keys, RelayAccess relay, Clock clock, ProfileOptions general) {
    this.terminal = terminal;
    this.keys = keys;
    this.relay = relay;
    this.clock = clock;
    this.key = new KeyOptions(general);
    this.general = general;
  }

  @Override
  public void run() {
    List<String> summary = summary();
    terminal.show(summary.stream().map(line -> Span.plain("  " + line)).toList());
    if (!yes && !terminal.surroundings().inputIsTerminal()) {
      throw Stop.misused("nobody is at the terminal to agree", "add --yes");
    }
    if (!yes && !terminal.confirms("sign this?")) {
      throw Stop.refused("nothing was signed");
    }
    try (SigningKey signing = keys.unlock(key.file(), key.passphraseFile())) {
      SignOutcome outcome =
          ModuleSigning.sign(built, signing, Optional.empty(), clock.instant());
      if (outcome instanceof SignOutcome.NeedsRelay) {
        outcome =
            relay.ask(
                general,
                Optional.ofNullable(invitation),
                publisher ->
                    ModuleSigning.sign(
                        built, signing, Optional.of(publisher), clock.instant()));
      }
      terminal.say(explained(outcome, built));
      terminal.hint("when two people have signed: busel module publish " + built);
    }
  }

  private List<String> summary() {
    return switch (BuiltModule.open(built)) {
      case BuiltModule.Opening.Opened(BuiltModule module) -> module.summary();
      case BuiltModule.Opening.NotBuilt(String reason) ->
          RoleDraft.in(built)
              .filter(_ -> !Files.exists(built.resolve(ModuleBuild.MANIFEST)))
              .map(RoleDraft::summary)
              .orElseThrow(() -> notBuilt(built, reason));
    };
  }

  /// What to say when it went well.
  static String explained(SignOutcome outcome, Path folder) {
    return switch (outcome) {
      case SignOutcome.Signed(int signatures) -> "signed; signatures: " + signatures;
      case SignOutcome.AlreadySigned(int signatures) ->
          "this key had signed it already; signatures: " + signatures;
      case SignOutcome.NotBuilt(String reason) -> throw notBuilt(folder, reason);
      case SignOutcome.NeedsRelay() ->
          throw Stop.misused("it is not known what the author vouches for", "add --relay LINK");
      case SignOutcome.NotAuthor() ->
          throw Stop.refused(
              "the curriculum on the relay names no role in which this key is an author of it",
              "a reviewer signs after the author, in the same folder",
              "or let the board add the key, and publish the curriculum first");
      case SignOutcome.NothingToRevoke() ->
          throw Stop.refused("the owner of this key vouches for no such module");
      case SignOutcome.NotTrusted(TrustFault why) -> throw Verdicts.refused(why);
      case SignOutcome.Unreachable(String reason) -> throw Profiles.unreachable(reason);
    };
  }

  static Stop notBuilt(Path folder, String reason) {
    return Stop.misused(
        folder + " is no whole built module: " + reason, "busel module build DIR --out " + folder);
  }
}
