package org.busel.relay;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options by which every command finds the relay's folder and configuration.
final class Place {
  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = "./.busel/relay",
      description = "the relay's folder (default: ${DEFAULT-VALUE})")
  private Path folder = Path.of(".busel", "relay");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "configuration (default: relay.conf in the relay's folder, if it is there)")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "a key of the configuration, above what the file says; may be repeated")
  private Map<String, String> overrides = new LinkedHashMap<>();

  Path folder() {
    return folder;
  }

  /// The configuration.
  ///
  /// @throws ConfigException if something in it cannot be meant
  RelayConfig config() {
    if (file != null && !file.toFile().exists()) {
      throw new ConfigException("there is no " + file, "check the name after --config");
    }
    return ConfigFile.read(folder, file == null ? folder.resolve("relay.conf") : file, overrides);
  }
}
