package org.busel.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.busel.cli.terminal.Stop;
import org.busel.cli.terminal.Terminal;
import org.busel.keys.RecoveryPhrase;
import org.busel.keys.RecoveryShare;
import org.busel.keys.RecoveryShares;
import org.busel.keys.Secret;
import org.busel.keys.Words;
import org.busel.sdk.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes a profile out of a backup.
@Command(
    name = "restore",
    description = {
      "make the profile again on this device, out of a backup and its words",
      "",
      "The first four letters of each word are enough. Everybody you talk with sees that you are",
      "back with a backup; what was said after it was made is not here. Never use the old device",
      "again: destroy what is on it."
    },
    footer = {
      "",
      "example:",
      "  busel restore /media/usb/hanna.backup",
      "  busel restore hanna.backup --share share-1.txt --share share-3.txt"
    })
final class RestoreVerb extends Verb {
  private static final int TRIES = 5;
  private static final int LONGEST_WORDS = 4 * 1024;

  private final Terminal terminal;
  private final Profiles profiles;

  @Mixin private final ProfileOptions profile;

  @Parameters(paramLabel = "FILE", descriptionKey = "file", description = "the backup")
  private Path file = Path.of("");

  @Option(
      names = "--share",
      paramLabel = "FILE",
      description = "a colleague's share instead of the words; once for each")
  private List<Path> shares = new ArrayList<>();

  @Option(
      names = "--words",
      paramLabel = "LANG",
      description = "language of the answer and of this help: en, be or ru (default: en)")
  private String language = "en";

  RestoreVerb(Terminal terminal, Profiles profiles, ProfileOptions general) {
    this.terminal = terminal;
    this.profiles = profiles;
    this.profile = general.afterTheVerb();
  }

  @Override
  public void run() {
    SafetyWords words = SafetyWords.in(language);
    try (Secret key = shares.isEmpty() ? asked(words) : combined(words);
        Device _ = profiles.restore(profile, file, key, words)) {
      terminal.say(words.say("restore.done", profiles.folder(profile)));
      terminal.hint(words.say("restore.next"));
      terminal.hint(words.say("restore.old"));
    }
  }

  private Secret asked(SafetyWords words) {
    for (int left = TRIES; left > 0; left--) {
      Words<Secret> read = RecoveryPhrase.read(typed(words));
      if (read instanceof Words.Read<Secret>(Secret key)) {
        return key;
      }
      String complaint = complaint(read, words);
      if (left == 1 || !terminal.surroundings().inputIsTerminal()) {
        throw Stop.misused(complaint);
      }
      terminal.say(complaint);
    }
    throw new IllegalStateException("asked too often");
  }

  private List<String> typed(SafetyWords words) {
    String line =
        terminal.surroundings().inputIsTerminal()
            ? terminal.ask(words.say("restore.ask")).orElse("")
            : terminal
                .input(LONGEST_WORDS)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    return split(line);
  }

  private static List<String> split(String line) {
    return line.isBlank() ? List.of() : List.of(line.strip().split("[\\s,]+", -1));
  }

  private Secret combined(SafetyWords words) {
    List<RecoveryShare> read = new ArrayList<>();
    for (Path share : shares) {
      Words<RecoveryShare> one = RecoveryShare.read(split(read(share)));
      if (!(one instanceof Words.Read<RecoveryShare>(RecoveryShare value))) {
        throw Stop.misused(share + ": " + complaint(one, words));
      }
      read.add(value);
    }
    return switch (RecoveryShares.combine(read)) {
      case RecoveryShares.Combined.Key(Secret key) -> key;
      case RecoveryShares.Combined.TooFew(int needed, int have) ->
          throw Stop.refused(words.say("restore.few", have, needed));
      case RecoveryShares.Combined.OfAnotherSet(int position) ->
          throw Stop.refused(words.say("restore.other", shares.get(position - 1)));
      case RecoveryShares.Combined.Twice(int position) ->
          throw Stop.refused(words.say("restore.twice", shares.get(position - 1)));
    };
  }

  private static String read(Path share) {
    try {
      return Files.readString(share);
    } catch (NoSuchFileException _) {
      throw Stop.misused("there is no file " + share);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + share, e);
    }
  }

  private static String complaint(Words<?> read, SafetyWords words) {
    return switch (read) {
      case Words.Unknown<?>(int position, List<String> near) ->
          near.isEmpty()
              ? words.say("restore.unknown", position)
              : words.say("restore.near", position, String.join(", ", near));
      case Words.Count<?>(int expected, int typed) -> words.say("restore.count", typed, expected);
      case Words.Mistaken<?> _ -> words.say("restore.mistaken");
      case Words.Read<?> _ -> throw new IllegalStateException("nothing is wrong");
    };
  }
}
