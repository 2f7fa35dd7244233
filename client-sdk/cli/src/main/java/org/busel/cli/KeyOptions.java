package org.busel.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which key signs, and how it is unlocked.
final class KeyOptions {
  private final ProfileOptions general;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      required = true,
      order = 1001,
      description = "the key to sign with; busel module key makes one")
  private Path file = Path.of("");

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      order = 1002,
      description = "read the key's passphrase from the first line of FILE instead of asking")
  private @Nullable Path passphraseFile;

  /// @param general options before the verb, where the passphrase may stand too
  KeyOptions(ProfileOptions general) {
    this.general = general;
  }

  Path file() {
    return file;
  }

  Optional<Path> passphraseFile() {
    return Optional.ofNullable(passphraseFile).or(general::passphraseFile);
  }
}
