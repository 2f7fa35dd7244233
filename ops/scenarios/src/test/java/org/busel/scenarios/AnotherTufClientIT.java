package org.busel.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.busel.author.ModuleBuild;
import org.busel.format.Curriculum;
import org.busel.format.Listed;
import org.busel.format.ModuleId;
import org.busel.format.Person;
import org.busel.format.Quorum;
import org.busel.format.RootDocument;
import org.busel.format.Sha256;
import org.busel.format.SignedEnvelope;
import org.busel.format.SnapshotDocument;
import org.busel.format.TargetsDocument;
import org.busel.format.TimestampDocument;
import org.busel.format.TrustRefresh;
import org.busel.format.TrustSource;
import org.busel.keys.Argon2Cost;
import org.busel.publish.CurriculumBoard;
import org.busel.publish.KeyOutcome;
import org.busel.publish.SigningKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Busel publishes, read by tuf-js: a client of TUF that Busel did not write accepts what Busel's own accepts, and
/// refuses the same attacks.
final class AnotherTufClientIT {
  private static final ModuleId MODULE = new ModuleId("right-to-a-fair-trial");
  private static final Path COURSE = Path.of("../../training-content/courses", MODULE.text());
  private static final String TRUST = "/v1/trust/";
  private static Optional<String> whyNot = Optional.of("not tried");

  @TempDir Path folder;
  private final Instant now = Instant.now();
  private final Map<String, byte[]> documents = new ConcurrentHashMap<>();
  private final SortedMap<String, Listed> roles = new TreeMap<>();
  private SigningKey steward;
  private SigningKey board;
  private SigningKey author;
  private SigningKey reviewer;
  private SigningKey own;
  private SigningKey stranger;
  private byte[] manifest;
  private String role;
  private int signed;
  private Instant timestampExpires;
  private Sha256 anchor;
  private HttpServer server;
  private Process client;
  private BufferedReader answers;
  private BufferedWriter orders;

  @BeforeAll
  static void installTheClient() throws Exception {
    whyNot = NodePeer.install("node-tuf");
  }

  @BeforeEach
  void aModuleIsPublished() throws Exception {
    assumeThat(whyNot).as("tuf-js").isEmpty();
    steward = key("steward");
    board = key("board");
    author = key("author");
    reviewer = key("reviewer");
    own = key("own");
    stranger = key("stranger");
    timestampExpires = now.plus(Duration.ofDays(7));
    assertThat(ModuleBuild.build(COURSE, folder.resolve("built"))).isNotNull();
    manifest = Files.readAllBytes(folder.resolve("built").resolve(ModuleBuild.MANIFEST));
    anchor = root(1, steward);
    Person writing = new Person("Author", List.of(author.verifyingKey()));
    Person reviewing = new Person("Рэцэнзент", List.of(reviewer.verifyingKey()));
    Curriculum curriculum =
        CurriculumBoard.curriculum(
            1,
            now,
            List.of(writing, reviewing),
            CurriculumBoard.roles(List.of(writing), List.of(reviewing), List.of("right-*")));
    role = curriculum.roles().getFirst().name();
    put("targets", 1, CurriculumBoard.sign(curriculum, board));
    publish(1, author, reviewer);
    documents.put(
        "/v1/targets/modules/" + MODULE + "/" + Sha256.of(manifest) + ".manifest", manifest);
    sign();
    serve();
    start();
  }

  @AfterEach
  void stop() {
    if (client != null) {
      client.destroyForcibly();
      client.onExit().join();
      server.stop(0);
      List.of(steward, board, author, reviewer, own, stranger).forEach(SigningKey::close);
    }
  }

  @Test
  void whatBuselPublishesIsAcceptedAndSoIsWhatComesNext() throws IOException {
    assertThat(theirs()).isEqualTo("accepted " + Sha256.of(manifest));
    assertThat(ours()).isEqualTo("accepted " + Sha256.of(manifest));

    publish(2, author, reviewer);
    Sha256 _ = root(2, steward, stranger);
    sign();

    assertThat(theirs()).isEqualTo("accepted " + Sha256.of(manifest));
    assertThat(ours()).isEqualTo("accepted " + Sha256.of(manifest));
  }

  @Test
  void aRoleThatTheReviewerDidNotSignIsRefusedByBoth() throws IOException {
    publish(2, author);
    sign();

    assertThat(theirs()).startsWith("refused ");
    assertThat(ours()).isEqualTo("refused NotEnoughSignatures");
  }

  @Test
  void aRoleThatOneSignerSignedTwiceIsRefusedByBoth() throws IOException {
    publish(2, author, stranger);
    sign();

    assertThat(theirs()).startsWith("refused ");
    assertThat(ours()).isEqualTo("refused NotEnoughSignatures");
  }

  @Test
  void aRoleWithAByteChangedIsRefusedByBoth() throws IOException {
    byte[] altered = Objects.requireNonNull(documents.get(TRUST + "1." + role + ".json")).clone();
    altered[altered.length / 2] ^= 1;
    documents.put(TRUST + "1." + role + ".json", altered);

    assertThat(theirs()).startsWith("refused ");
    assertThat(ours()).isEqualTo("refused Altered");
  }

  @Test
  void anExpiredTimestampIsRefusedByBoth() throws IOException {
    timestampExpires = now.minusSeconds(10);
    sign();

    assertThat(theirs()).isEqualTo("refused ExpiredMetadataError");
    assertThat(ours()).isEqualTo("refused Expired");
  }

  @Test
  void anOlderTimestampIsRefusedByBoth() throws IOException {
    byte[] older = documents.get(TRUST + "timestamp.json");
    sign();
    assertThat(theirs()).startsWith("accepted ");

    documents.put(TRUST + "timestamp.json", older);

    assertThat(theirs()).isEqualTo("refused BadVersionError");
  }

  @Test
  void aRootByAStrangerIsRefusedByBoth() throws IOException {
    Sha256 _ = root(2, stranger);

    assertThat(theirs()).startsWith("refused ");
    assertThat(ours()).isEqualTo("refused NotEnoughSignatures");
  }

  @Test
  void aSnapshotThatNoLongerNamesARoleIsRefusedByBoth() throws IOException {
    assertThat(theirs()).startsWith("accepted ");
    roles.remove(role);
    sign();

    assertThat(theirs()).startsWith("refused ");
    assertThat(ours()).isEqualTo("refused NotThere");
  }

  @Test
  void anotherManifestInItsPlaceIsRefusedByBoth() throws IOException {
    byte[] altered = manifest.clone();
    altered[altered.length / 2] ^= 1;
    documents.put(
        "/v1/targets/modules/" + MODULE + "/" + Sha256.of(manifest) + ".manifest", altered);

    assertThat(theirs()).startsWith("refused ");
    assertThat(TargetsDocument.Target.of(manifest, 1).matches(altered)).isFalse();
  }

  private String theirs() throws IOException {
    orders.write("refresh\n");
    orders.flush();
    return Optional.ofNullable(answers.readLine()).orElseThrow();
  }

  /// From nothing, as a learner who has only the invitation.
  private String ours() {
    TrustRefresh.Start start =
        TrustRefresh.begin(
            anchor,
            (file, mostBytes) -> {
              byte[] bytes = documents.get(TRUST + file);
              return bytes == null
                  ? new TrustSource.Answer.NotThere()
                  : new TrustSource.Answer.Got(bytes);
            },
            Instant.now(),
            TrustRefresh.Freshness.REQUIRED);
    if (!(start instanceof TrustRefresh.Start.Begun(TrustRefresh refresh))) {
      return "refused";
    }
    if (refresh.run() instanceof TrustRefresh.Outcome.Refused(var fault)) {
      return "refused " + fault.getClass().getSimpleName();
    }
    return switch (refresh.find(MODULE.delegatedPath())) {
      case TrustRefresh.Search.Listed(var found) -> "accepted " + found.target().sha256();
      case TrustRefresh.Search.NotListed() -> "refused NotListed";
      case TrustRefresh.Search.Stopped(TrustRefresh.Outcome.Refused(var fault)) ->
          "refused " + fault.getClass().getSimpleName();
      case TrustRefresh.Search.Stopped _ -> "refused";
    };
  }

  private Sha256 root(int version, SigningKey... signers) {
    SignedEnvelope root =
        new RootDocument(
                version,
                now.plus(Duration.ofDays(365)),
                new RootDocument.Holders(
                    Quorum.of((version == 1 ? steward : stranger).verifyingKey()),
                    Quorum.of(board.verifyingKey()),
                    Quorum.of(own.verifyingKey()),
                    Quorum.of(own.verifyingKey())))
            .unsigned();
    for (SigningKey signer : signers) {
      root = signer.sign(root);
    }
    documents.put(TRUST + version + ".root.json", root.bytes());
    return root.digest();
  }

  private void publish(int version, SigningKey... signers) {
    SortedMap<String, TargetsDocument.Target> targets = new TreeMap<>();
    targets.put(MODULE.delegatedPath(), TargetsDocument.Target.of(manifest, 1));
    SignedEnvelope envelope =
        new TargetsDocument(
                version, now.plus(Duration.ofDays(30)), Optional.of(role), targets, List.of())
            .unsigned();
    for (SigningKey signer : signers) {
      envelope = signer.sign(envelope);
    }
    put(role, version, envelope.bytes());
  }

  private void put(String name, int version, byte[] bytes) {
    documents.put(TRUST + version + "." + name + ".json", bytes);
    roles.put(name, Listed.of(version, bytes));
  }

  private void sign() {
    signed++;
    byte[] snapshot =
        own.sign(new SnapshotDocument(signed, now.plus(Duration.ofDays(30)), roles).unsigned())
            .bytes();
    documents.put(TRUST + signed + ".snapshot.json", snapshot);
    documents.put(
        TRUST + "timestamp.json",
        own.sign(
                new TimestampDocument(
                        signed, timestampExpires, Listed.of(signed, snapshot), Optional.of(now))
                    .unsigned())
            .bytes());
  }

  private void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] found = documents.get(exchange.getRequestURI().getPath());
          try (exchange) {
            if (found == null) {
              exchange.sendResponseHeaders(404, -1);
            } else {
              exchange.sendResponseHeaders(200, found.length);
              exchange.getResponseBody().write(found);
            }
          }
        });
    server.start();
  }

  private void start() throws IOException {
    Path metadata = Files.createDirectories(folder.resolve("metadata"));
    Path targets = Files.createDirectories(folder.resolve("targets"));
    Files.write(metadata.resolve("root.json"), documents.get(TRUST + "1.root.json"));
    client =
        new ProcessBuilder(
                "node",
                "client.js",
                metadata.toString(),
                targets.toString(),
                "http://127.0.0.1:" + server.getAddress().getPort(),
                MODULE.delegatedPath())
            .directory(NodePeer.folder("node-tuf").toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    answers = client.inputReader(StandardCharsets.UTF_8);
    orders = client.outputWriter(StandardCharsets.UTF_8);
  }

  private SigningKey key(String name) {
    try (var passphrase = People.passphrase()) {
      KeyOutcome outcome =
          SigningKey.create(folder.resolve(name + ".key"), passphrase, new Argon2Cost(8, 1, 1));
      return ((KeyOutcome.Ready) outcome).key();
    }
  }
}
