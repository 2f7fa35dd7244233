package org.busel.cli;

import org.busel.cli.terminal.Terminal;
import org.busel.keys.Passphrase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Makes sure that there is no decoy.
@Command(
    name = "remove",
    description = {
      "make sure that no second passphrase opens anything",
      "",
      "Whether there was one is not said, because it stands nowhere. What the decoy held is gone."
    },
    footer = {"", "example:", "  busel duress remove"})
final class DuressRemoveVerb extends Verb {
  private final Terminal terminal;
  private final Profiles profiles;

  @Mixin private final ProfileOptions profile;

  @Option(
      names = "--words",
      paramLabel = "LANG",
      description = "language of the answer and of this help: en, be or ru (default: en)")
  private String language = "en";

  DuressRemoveVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    this.terminal = terminal;
    this.profiles = profiles;
    this.profile = general.afterTheVerb();
  }

  @Override
  public void run() {
    SafetyWords words = SafetyWords.in(language);
    try (Passphrase real = profiles.passphrase(profile)) {
      DuressSetVerb.explain(profiles.removeDuress(profile, real), words);
    }
    terminal.say(words.say("duress.removed"));
  }
}
