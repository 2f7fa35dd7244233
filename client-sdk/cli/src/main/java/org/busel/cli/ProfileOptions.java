package org.busel.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which profile, and how it is opened and connected. They may stand before the verb or after it; after it wins.
final class ProfileOptions {
  private final Optional<ProfileOptions> general;

  @Option(
      names = "--profile",
      order = 1001,
      paramLabel = "DIR",
      description = "folder of the profile (default: $$BUSEL_PROFILE, or ~/.busel)")
  private @Nullable Path folder;

  @Option(
      names = "--passphrase-file",
      order = 1002,
      paramLabel = "FILE",
      description = "read the passphrase from the first line of FILE instead of asking")
  private @Nullable Path passphraseFile;

  @Option(
      names = "--proxy",
      order = 1003,
      paramLabel = "URL",
      description =
          "reach the relay through socks5://HOST:PORT or http://HOST:PORT (default: $$BUSEL_PROXY)")
  private @Nullable String proxy;

  private ProfileOptions(Optional<ProfileOptions> general) {
    this.general = general;
  }

  /// Those that stand before the verb.
  static ProfileOptions beforeTheVerb() {
    return new ProfileOptions(Optional.empty());
  }

  /// Those of one verb.
  ProfileOptions afterTheVerb() {
    return new ProfileOptions(Optional.of(this));
  }

  Optional<Path> folder() {
    return Optional.ofNullable(folder).or(() -> general.flatMap(ProfileOptions::folder));
  }

  Optional<Path> passphraseFile() {
    return Optional.ofNullable(passphraseFile)
        .or(() -> general.flatMap(ProfileOptions::passphraseFile));
  }

  Optional<String> proxy() {
    return Optional.ofNullable(proxy).or(() -> general.flatMap(ProfileOptions::proxy));
  }
}
