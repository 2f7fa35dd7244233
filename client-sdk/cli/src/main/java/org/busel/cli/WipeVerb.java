package org.busel.cli;

import java.nio.file.Path;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.keys.Passphrase;
import org.busel.sdk.Busel;
import org.busel.sdk.WipeOutcome;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Destroys the profile, or says when it destroys itself.
@Command(
    name = "wipe",
    description = {
      "destroy the profile on this device",
      "",
      "First the keys, then everything else. Nobody can bring it back, you neither, unless you made",
      "a copy. The relay keeps your account until somebody removes it there."
    },
    footer = {
      "",
      "example:",
      "  busel wipe",
      "  busel wipe --after-wrong 10     # destroys itself after 10 wrong passphrases in a row",
      "  busel wipe --after-wrong off"
    })
final class WipeVerb extends Verb {
  private final Terminal terminal;
  private final Profiles profiles;

  @Mixin private final ProfileOptions profile;

  @Option(names = "--yes", description = "do not ask")
  private boolean yes;

  @Option(
      names = "--after-wrong",
      paramLabel = "N",
      description =
          "destroy nothing now, but do so after N wrong passphrases in a row (3 to 100, or off)")
  private @Nullable String afterWrong;

  @Option(
      names = "--words",
      paramLabel = "LANG",
      description = "language of the answer and of this help: en, be or ru (default: en)")
  private String language = "en";

  WipeVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    this.terminal = terminal;
    this.profiles = profiles;
    this.profile = general.afterTheVerb();
  }

  @Override
  public void run() {
    SafetyWords words = SafetyWords.in(language);
    if (afterWrong != null) {
      allow(afterWrong, words);
      return;
    }
    Path folder = profiles.folder(profile);
    if (!yes && !terminal.surroundings().inputIsTerminal()) {
      throw Stop.misused("nobody is at the terminal to agree", "add --yes");
    }
    if (!yes && !terminal.confirms(words.say("wipe.sure", folder))) {
      throw Stop.refused(words.say("wipe.not"));
    }
    destroy(folder);
    terminal.say(words.say("wipe.done"));
  }

  /// Destroys it without a word.
  static void destroy(Path folder) {
    switch (Busel.wipe(folder)) {
      case WipeOutcome.Wiped _ -> {}
      case WipeOutcome.NoProfile _ ->
          throw Stop.misused(
              "there is no profile in " + folder, "say where it is: --profile DIR");
    }
  }

  private void allow(String typed, SafetyWords words) {
    int tries = typed.equals("off") ? 0 : number(typed);
    try (Passphrase passphrase = profiles.passphrase(profile)) {
      profiles.wipeAfterWrong(profile, passphrase, tries);
    }
    terminal.say(tries == 0 ? words.say("wipe.any") : words.say("wipe.after", tries));
  }

  private static int number(String typed) {
    if (!typed.matches("[0-9]{1,3}")
        || Integer.parseInt(typed) < 3
        || Integer.parseInt(typed) > 100) {
      throw Stop.misused("after 3 to 100 wrong passphrases, or off", "busel wipe --after-wrong 10");
    }
    return Integer.parseInt(typed);
  }
}
