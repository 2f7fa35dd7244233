package org.busel.cli;

import java.nio.file.Path;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.keys.Passphrase;
import org.busel.sdk.BackupOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes a backup.
@Command(
    name = "backup",
    description = {
      "write the profile into one encrypted file, which opens with 24 words",
      "",
      "Contacts, messages, desks and who you are; not the files that you fetched. Write the words on",
      "paper, keep them away from the file: whoever has both is you. Make a new one now and then."
    },
    footer = {
      "",
      "example:",
      "  busel backup /media/usb/hanna.backup",
      "  busel restore /media/usb/hanna.backup"
    })
final class BackupVerb extends Verb {
  private final Terminal terminal;
  private final Profiles profiles;

  @Mixin private final ProfileOptions profile;

  @Parameters(paramLabel = "FILE", descriptionKey = "file", description = "where to write it")
  private Path file = Path.of("");

  @Option(
      names = "--show-words",
      description = "show the words again, which open the earlier backups as well")
  private boolean showWords;

  @Option(
      names = "--new-words",
      description = "make other words; the earlier ones, and shares of them, do not open this file")
  private boolean newWords;

  @Option(
      names = "--words",
      paramLabel = "LANG",
      description = "language of the answer and of this help: en, be or ru (default: en)")
  private String language = "en";

  BackupVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    this.terminal = terminal;
    this.profiles = profiles;
    this.profile = general.afterTheVerb();
  }

  @Override
  public void run() {
    SafetyWords words = SafetyWords.in(language);
    try (Passphrase passphrase = profiles.passphrase(profile)) {
      BackupOutcome outcome = profiles.backup(profile, passphrase, file, newWords);
      if (!(outcome instanceof BackupOutcome.Written written)) {
        throw refusal(outcome);
      }
      terminal.say(words.say("backup.written", file));
      if (written.areNew() || showWords) {
        terminal.say(words.say("backup.words"));
        terminal.print(String.join(" ", written.words()));
        terminal.say(words.say("backup.paper"));
      } else {
        terminal.say(words.say("backup.same"));
      }
    }
  }

  static Stop refusal(BackupOutcome outcome) {
    return switch (outcome) {
      case BackupOutcome.WrongPassphrase _ -> Profiles.wrongPassphrase();
      case BackupOutcome.NoBackup _ ->
          Stop.misused("there is no backup yet, so there are no words to share", "busel backup FILE");
      case BackupOutcome.NoProfile _ ->
          Stop.unavailable("the profile cannot be opened", "busel whoami");
      case BackupOutcome.InUse _ ->
          Stop.unavailable(
              "another process is using the profile",
              "end it first, perhaps a busel receive --follow in another window");
      case BackupOutcome.Written _, BackupOutcome.Split _ ->
          throw new IllegalStateException("not a refusal");
    };
  }
}
