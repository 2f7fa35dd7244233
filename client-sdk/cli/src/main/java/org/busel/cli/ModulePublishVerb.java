package org.busel.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Publishes a module.
@Command(
    name = "publish",
    description = {
      "offer a signed module to the relay",
      "",
      "Only the pieces that the relay lacks travel. What it then offers is read back and compared."
    },
    footer = {"", "example:", "  busel module publish right-to-a-fair-trial.module"})
final class ModulePublishVerb extends Verb {
  private final RelayAccess relay;

  @Parameters(paramLabel = "BUILT", description = "the folder that busel module build printed")
  private Path built = Path.of("");

  @Option(
      names = "--relay",
      paramLabel = "LINK",
      description = "an invitation of the relay, used or not (default: the profile's relay)")
  private @Nullable String invitation;

  @Mixin private final ProfileOptions profile;

  ModulePublishVerb(RelayAccess relay, ProfileOptions general) {
    this.relay = relay;
    this.profile = general.afterTheVerb();
  }

  @Override
  public void run() {
    relay.publish(
        profile,
        Optional.ofNullable(invitation),
        built.toString(),
        publisher -> publisher.publish(built));
  }
}
