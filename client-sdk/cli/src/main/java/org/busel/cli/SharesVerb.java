package org.busel.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.keys.Passphrase;
import org.busel.keys.RecoveryShare;
import org.busel.sdk.BackupOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Splits the words among colleagues.
@Command(
    name = "shares",
    description = {
      "split the key of your backups among colleagues",
      "",
      "Each gets one file with 27 words. As many as you say open a backup together; fewer know",
      "nothing at all. Give each to one person, and the backup to none of them."
    },
    footer = {
      "",
      "example:",
      "  busel shares /media/usb --needed 2 --among 3",
      "  busel restore hanna.backup --share share-1.txt --share share-3.txt"
    })
final class SharesVerb extends Verb {
  private final Terminal terminal;
  private final Profiles profiles;

  @Mixin private final ProfileOptions profile;

  @Parameters(
      paramLabel = "DIR",
      descriptionKey = "dir",
      description = "where to write share-1.txt, share-2.txt and so on")
  private Path folder = Path.of("");

  @Option(
      names = "--needed",
      paramLabel = "K",
      required = true,
      description = "how many of them open a backup, at least 2")
  private int needed;

  @Option(
      names = "--among",
      paramLabel = "N",
      required = true,
      description = "how many there are, at most 15")
  private int among;

  @Option(
      names = "--words",
      paramLabel = "LANG",
      description = "language of the answer and of this help: en, be or ru (default: en)")
  private String language = "en";

  SharesVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    this.terminal = terminal;
    this.profiles = profiles;
    this.profile = general.afterTheVerb();
  }

  @Override
  public void run() {
    SafetyWords words = SafetyWords.in(language);
    if (needed < 2 || needed > among || among > 15) {
      throw Stop.misused(
          "at least 2 are needed, of at most 15", "busel shares DIR --needed 2 --among 3");
    }
    if (!Files.isDirectory(folder)) {
      throw Stop.misused("there is no folder " + folder, "make it first");
    }
    try (Passphrase passphrase = profiles.passphrase(profile)) {
      BackupOutcome outcome = profiles.shares(profile, passphrase, needed, among);
      if (!(outcome instanceof BackupOutcome.Split split)) {
        throw BackupVerb.refusal(outcome);
      }
      for (RecoveryShare share : split.shares()) {
        write(folder.resolve("share-" + share.number() + ".txt"), share);
      }
      terminal.say(words.say("shares.written", among, folder, needed));
    }
  }

  private static void write(Path file, RecoveryShare share) {
    try {
      var _ =
          Files.writeString(
              file,
              String.join(" ", share.words()) + "\n",
              StandardCharsets.US_ASCII,
              StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException _) {
      throw Stop.misused(
          "there is a file " + file + " already", "shares of two splittings do not fit together");
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + file, e);
    }
  }
}
