package org.busel.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a newsroom's labels are, and how they are unlocked.
final class LabelOptions {
  private final ProfileOptions general;

  @Option(
      names = "--labels",
      paramLabel = "DIR",
      order = 1001,
      description = "folder of your labels (default: triage in the folder of the profile)")
  private @Nullable Path folder;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      order = 1002,
      description = "read the labels' passphrase from the first line of FILE instead of asking")
  private @Nullable Path passphraseFile;

  /// @param general options before the verb, where profile and passphrase may stand too
  LabelOptions(ProfileOptions general) {
    this.general = general;
  }

  Path folder(Profiles profiles) {
    return folder != null ? folder : profiles.folder(general).resolve("triage");
  }

  Optional<Path> passphraseFile() {
    return Optional.ofNullable(passphraseFile).or(general::passphraseFile);
  }
}
