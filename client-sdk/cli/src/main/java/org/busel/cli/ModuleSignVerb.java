package org.busel.cli;

import java.nio.file.Path;
import org.busel.cli.terminal.Span;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.publish.BuiltModule;
import org.busel.publish.ModuleSigning;
import org.busel.publish.SignOutcome;
import org.busel.publish.SigningKey;
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
      "reviewer's is for the curriculum to say."
    },
    footer = {"", "example:", "  busel module sign right-to-a-fair-trial.module --key trainer.key"})
final class ModuleSignVerb extends Verb {
  private final Terminal terminal;
  private final Keys keys;

  @Parameters(paramLabel = "BUILT", description = "the folder that busel module build printed")
  private Path built = Path.of("");

  @Option(names = "--yes", description = "sign without asking")
  private boolean yes;

  @Mixin private final KeyOptions key;

  ModuleSignVerb(Terminal terminal, Keys keys, ProfileOptions general) {
    this.terminal = terminal;
    this.keys = keys;
    this.key = new KeyOptions(general);
  }

  @Override
  public void run() {
    BuiltModule module = opened();
    terminal.show(module.summary().stream().map(line -> Span.plain("  " + line)).toList());
    if (!yes && !terminal.surroundings().inputIsTerminal()) {
      throw Stop.misused("nobody is at the terminal to agree", "add --yes");
    }
    if (!yes && !terminal.confirms("sign this?")) {
      throw Stop.refused("nothing was signed");
    }
    try (SigningKey signing = keys.unlock(key.file(), key.passphraseFile())) {
      explain(ModuleSigning.sign(built, signing));
    }
  }

  private BuiltModule opened() {
    return switch (BuiltModule.open(built)) {
      case BuiltModule.Opening.Opened(BuiltModule module) -> module;
      case BuiltModule.Opening.NotBuilt(String reason) -> throw notBuilt(built, reason);
    };
  }

  private void explain(SignOutcome outcome) {
    switch (outcome) {
      case SignOutcome.Signed(BuiltModule module) -> say("signed", module);
      case SignOutcome.AlreadySigned(BuiltModule module) ->
          say("this key had signed it already", module);
      case SignOutcome.NotBuilt(String reason) -> throw notBuilt(built, reason);
    }
  }

  private void say(String what, BuiltModule module) {
    terminal.say(what + "; signatures: " + module.envelope().signatures().size());
    terminal.hint("when two people have signed: busel module publish " + built);
  }

  static Stop notBuilt(Path folder, String reason) {
    return Stop.misused(
        folder + " is no whole built module: " + reason, "busel module build DIR --out " + folder);
  }
}
