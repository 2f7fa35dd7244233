package org.busel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.busel.cli.terminal.Stop;
import org.busel.format.StrictJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Publishes a curriculum or a root.
@Command(
    name = "publish",
    description = {
      "offer a signed curriculum, or a later root, to the relay",
      "",
      "The relay takes a curriculum if those signed it whom its root names as the board, and a root if",
      "enough stewards of the one before and of the new one did."
    },
    footer = {"", "example:", "  busel board publish curriculum.json"})
final class BoardPublishVerb extends Verb {
  private final RelayAccess relay;

  @Parameters(paramLabel = "FILE", description = "what busel board sign wrote")
  private Path file = Path.of("");

  @Option(
      names = "--relay",
      paramLabel = "LINK",
      description = "an invitation of the relay, used or not (default: the profile's relay)")
  private @Nullable String invitation;

  @Mixin private final ProfileOptions profile;

  BoardPublishVerb(RelayAccess relay, ProfileOptions general) {
    this.relay = relay;
    this.profile = general.afterTheVerb();
  }

  @Override
  public void run() {
    byte[] signed = read();
    relay.publish(
        profile,
        Optional.ofNullable(invitation),
        "the curriculum",
        publisher -> publisher.publishCurriculum(signed));
  }

  private byte[] read() {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(StrictJson.MAX_BYTES);
    } catch (NoSuchFileException _) {
      throw Stop.misused("there is no file " + file, "busel board sign FILE");
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }
}
