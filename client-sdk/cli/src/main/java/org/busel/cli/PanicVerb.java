package org.busel.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Destroys the profile at once.
@Command(
    name = "panic",
    description = {
      "destroy the profile now: no question, no passphrase, no answer",
      "",
      "The keys are gone within a moment; whatever interrupts the rest comes too late. A busel that",
      "is listening in another window ends by itself. Put this behind a key that you can reach."
    },
    footer = {"", "example:", "  busel panic"})
final class PanicVerb extends Verb {
  private final Profiles profiles;

  @Mixin private final ProfileOptions profile;

  @Option(
      names = "--words",
      paramLabel = "LANG",
      description = "language of this help: en, be or ru (default: en)")
  @SuppressWarnings("UnusedVariable") // SpokenHelp looks for it
  private String language = "en";

  PanicVerb(Profiles profiles, ProfileOptions general) {
    this.profiles = profiles;
    this.profile = general.afterTheVerb();
  }

  @Override
  public void run() {
    WipeVerb.destroy(profiles.folder(profile));
  }
}
