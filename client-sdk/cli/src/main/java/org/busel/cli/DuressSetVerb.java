package org.busel.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.keys.Passphrase;
import org.busel.sdk.DuressEffect;
import org.busel.sdk.DuressOutcome;
import org.busel.wire.JoinLink;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes a decoy with a passphrase of its own.
@Command(
    name = "set",
    description = {
      "choose a passphrase that opens a decoy",
      "",
      "The decoy is a profile like yours, with an account of its own: ask an operator for another",
      "invitation. Open it now and then with its passphrase, add people, talk: an empty decoy",
      "convinces nobody. Whoever copies your disk several times may see that there are two."
    },
    footer = {"", "example:", "  busel duress set 'busel:join#AQpf…'"})
final class DuressSetVerb extends Verb {
  private final Terminal terminal;
  private final Profiles profiles;

  @Mixin private final ProfileOptions profile;

  @Parameters(
      paramLabel = "LINK",
      descriptionKey = "link",
      description = "a relay's invitation for the decoy (- reads it from standard input)")
  private String link = "";

  @Option(
      names = "--destroy",
      description = "the duress passphrase also destroys the real profile, at once and for ever")
  private boolean destroy;

  @Option(
      names = "--duress-passphrase-file",
      paramLabel = "FILE",
      description = "read the duress passphrase from the first line of FILE instead of asking")
  private @Nullable Path duressFile;

  @Option(
      names = "--words",
      paramLabel = "LANG",
      description = "language of the answer and of this help: en, be or ru (default: en)")
  private String language = "en";

  DuressSetVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    this.terminal = terminal;
    this.profiles = profiles;
    this.profile = general.afterTheVerb();
  }

  @Override
  public void run() {
    SafetyWords words = SafetyWords.in(language);
    JoinLink invitation = new Links(terminal).join(link);
    Passphrases passphrases = new Passphrases(terminal);
    DuressEffect effect = destroy ? DuressEffect.DESTROY : DuressEffect.SPARE;
    try (Passphrase real = profiles.passphrase(profile);
        Passphrase duress =
            passphrases.chosen(
                Optional.ofNullable(duressFile), words.say("duress.choose"), words.say("again"))) {
      explain(profiles.setDuress(profile, real, duress, invitation, effect), words);
    }
    terminal.say(words.say(destroy ? "duress.set.destroy" : "duress.set"));
    terminal.say(words.say("duress.lived-in"));
  }

  static void explain(DuressOutcome outcome, SafetyWords words) {
    switch (outcome) {
      case DuressOutcome.Done _ -> {}
      case DuressOutcome.SamePassphrase _ -> throw Stop.misused(words.say("duress.same"));
      case DuressOutcome.WrongPassphrase _ -> throw Profiles.wrongPassphrase();
      case DuressOutcome.NotJoined(var outcome1) -> throw Profiles.notJoined(outcome1);
      case DuressOutcome.NoProfile _ ->
          throw Stop.unavailable("the profile cannot be opened", "busel whoami");
      case DuressOutcome.InUse _ ->
          throw Stop.unavailable(
              "another process is using the profile",
              "end it first, perhaps a busel receive --follow in another window");
    }
  }
}
