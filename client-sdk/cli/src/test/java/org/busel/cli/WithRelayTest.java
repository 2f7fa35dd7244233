package org.busel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.busel.format.Chunk;
import org.busel.format.CourseListing;
import org.busel.format.Manifest;
import org.busel.format.Sha256;
import org.busel.keys.Argon2Cost;
import org.busel.publish.BuiltModule;
import org.busel.sdk.Options;
import org.busel.testkit.ManualClock;
import org.busel.testkit.RelaySimulator;
import org.busel.testkit.Tampering;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WithRelayTest {
  private static final Path TRANSCRIPTS = Path.of("src/test/resources/transcripts/with-relay");

  @TempDir Path folder;

  private final ManualClock clock = ManualClock.now();
  private final RelaySimulator relay = RelaySimulator.started(clock);
  private @Nullable CourseChain chain;
  private @Nullable Stage stage;

  @AfterEach
  void stopRelay() {
    relay.close();
  }

  static Stream<String> transcripts() throws IOException {
    try (Stream<Path> files = Files.list(TRANSCRIPTS)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void whatIsTypedIsAnsweredAsWritten(String file) throws IOException {
    Path passphrase = Files.writeString(folder.resolve("passphrase"), "correct horse\n");
    Options options = Options.DEFAULTS.withClock(clock).withVaultCost(new Argon2Cost(64, 1, 1));
    chain = new CourseChain(relay, clock, folder);
    Stage played =
        new Stage(
            folder, options, List.of("--passphrase-file", passphrase.toString()), this::happens);
    stage = played;
    for (String person : List.of("hanna", "ihar", "stranger")) {
      Files.createDirectories(folder.resolve(person));
      played.know("invitationof" + person, relay.joinLink().text());
    }
    played.know("relay", relay.url());
    played.know(
        "expired",
        relay.joinLink(clock.instant().plus(Duration.ofMinutes(1)), Optional.empty()).text());

    played.play(Transcript.read(TRANSCRIPTS.resolve(file)));
  }

  private void happens(String event) {
    switch (event) {
      case "the relay stops" -> relay.stop();
      case "the relay starts" -> relay.start();
      case "mailboxes are full" -> relay.limitMailboxes(0);
      case "a month passes" -> clock.advance(Duration.ofDays(31));
      case "the relay hands out other keys" -> relay.tamper(Tampering.SWAP_KEYS);
      case "the relay has a root and a curriculum" -> {
        Sha256 root = chain().begin();
        stage().know("root", root.hex());
        ByteString anchor = ByteString.copyFrom(HexFormat.of().parseHex(root.hex()));
        stage().know(
            "invitationofboard",
            relay
                .joinLink(clock.instant().plus(Duration.ofDays(90)), Optional.of(anchor))
                .text());
      }
      case "the relay offers what was built" -> offer(folder.resolve("built"));
      case "the relay offers what was taken back" -> chain().offer(folder.resolve("back"));
      case "the relay offers one altered piece" -> alter(folder.resolve("built/chunks"));
      case "files lie ready" -> {
        write("notes.txt", "what was said at the square\n");
        write("film.mp4", "\0\0\0\u0018ftypmp42 and so on");
      }
      case "there is a folder for shares" -> {
        try {
          var _ = Files.createDirectory(folder.resolve("shares"));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      case "passphrases lie ready" -> {
        write("green", "green stork\n");
        write("yellow", "yellow stork\n");
      }
      case "the relay alters files" -> relay.tamper(Tampering.CORRUPT_PARTS);
      case "the relay is honest" -> relay.tamper();
      case "files are gone" -> relay.expireAttachments();
      case "nobody was shown writing" -> assertThat(relay.ephemerals()).isZero();
      case "somebody was shown writing" -> assertThat(relay.ephemerals()).isEqualTo(1);
      default -> throw new IllegalArgumentException("no such event: " + event);
    }
  }

  /// As a relay that has admitted it; what the simulator serves, nobody has verified.
  private void offer(Path built) {
    chain().offer(built);
    BuiltModule.Opening opening = BuiltModule.open(built);
    Manifest manifest = ((BuiltModule.Opening.Opened) opening).module().manifest();
    relay.serve(
        "/v1/catalog",
        ByteString.copyFrom(new CourseListing(List.of(CourseListing.entryOf(manifest))).bytes()));
    ByteString document = bytes(built.resolve("module.json"));
    relay.serve(
        "/v1/targets/modules/"
            + manifest.module()
            + "/"
            + Sha256.of(document.toByteArray())
            + ".manifest",
        document);
    for (Chunk chunk : manifest.chunks()) {
      relay.serve("/v1/chunks/" + chunk.id(), bytes(built.resolve("chunks/" + chunk.id())));
    }
  }

  private CourseChain chain() {
    return Objects.requireNonNull(chain);
  }

  private Stage stage() {
    return Objects.requireNonNull(stage);
  }

  private void alter(Path chunks) {
    try (Stream<Path> files = Files.list(chunks)) {
      Path chunk = files.sorted().findFirst().orElseThrow();
      byte[] altered = Files.readAllBytes(chunk);
      altered[0] ^= 1;
      relay.serve("/v1/chunks/" + chunk.getFileName(), ByteString.copyFrom(altered));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name, String text) {
    try {
      var _ = Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ByteString bytes(Path file) {
    try {
      return ByteString.copyFrom(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
