package org.busel.cli;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.busel.format.Listed;
import org.busel.format.Quorum;
import org.busel.format.RootDocument;
import org.busel.format.Sha256;
import org.busel.format.SignedEnvelope;
import org.busel.format.SnapshotDocument;
import org.busel.format.TimestampDocument;
import org.busel.keys.Argon2Cost;
import org.busel.keys.Passphrase;
import org.busel.publish.KeyOutcome;
import org.busel.publish.RoleDraft;
import org.busel.publish.SigningKey;
import org.busel.testkit.RelaySimulator;

/// The trust chain of a simulated relay: signs snapshots and timestamps over whatever it is given, checked or not.
final class CourseChain {
  private final RelaySimulator relay;
  private final Clock clock;
  private final Path folder;
  private final SortedMap<String, Listed> roles = new TreeMap<>();
  private final Map<String, SigningKey> keys = new HashMap<>();
  private int version;

  CourseChain(RelaySimulator relay, Clock clock, Path folder) {
    this.relay = relay;
    this.clock = clock;
    this.folder = folder;
  }

  /// Makes a root that names the board's key in `board.key`, and offers `curriculum.json`.
  Sha256 begin() {
    Quorum own = Quorum.of(key("relays").verifyingKey());
    SignedEnvelope root =
        new RootDocument(
                1,
                clock.instant().plus(Duration.ofDays(300)),
                new RootDocument.Holders(
                    Quorum.of(key("steward").verifyingKey()),
                    Quorum.of(key("board").verifyingKey()),
                    own,
                    own))
            .unsigned();
    serve("1.root", key("steward").sign(root).bytes());
    curriculum();
    sign();
    return root.digest();
  }

  private void curriculum() {
    byte[] curriculum = bytes(folder.resolve("curriculum.json"));
    serve("1.targets", curriculum);
    roles.put("targets", Listed.of(1, curriculum));
  }

  /// Offers the role in a folder.
  void offer(Path signed) {
    Optional<RoleDraft> role = RoleDraft.in(signed);
    if (role.isPresent()) {
      byte[] bytes = role.get().envelope().bytes();
      int number = role.get().document().version();
      serve(number + "." + role.get().name(), bytes);
      roles.put(role.get().name(), Listed.of(number, bytes));
    }
    sign();
  }

  private void sign() {
    version++;
    Instant now = clock.instant();
    byte[] snapshot =
        key("relays")
            .sign(new SnapshotDocument(version, now.plus(Duration.ofDays(30)), roles).unsigned())
            .bytes();
    serve(version + ".snapshot", snapshot);
    serve(
        "timestamp",
        key("relays")
            .sign(
                new TimestampDocument(
                        version,
                        now.plus(Duration.ofDays(7)),
                        Listed.of(version, snapshot),
                        Optional.of(now))
                    .unsigned())
            .bytes());
  }

  private void serve(String name, byte[] bytes) {
    relay.serve("/v1/trust/" + name + ".json", ByteString.copyFrom(bytes));
  }

  private SigningKey key(String name) {
    return keys.computeIfAbsent(name, this::opened);
  }

  private SigningKey opened(String name) {
    Path file = folder.resolve(name + ".key");
    try (Passphrase passphrase = Passphrase.takeOver("correct horse".toCharArray())) {
      KeyOutcome outcome =
          Files.exists(file)
              ? SigningKey.unlock(file, passphrase)
              : SigningKey.create(file, passphrase, new Argon2Cost(64, 1, 1));
      return ((KeyOutcome.Ready) outcome).key();
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
