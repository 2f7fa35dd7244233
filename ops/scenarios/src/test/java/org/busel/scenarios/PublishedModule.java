package org.busel.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.busel.author.BuildOutcome;
import org.busel.author.ModuleBuild;
import org.busel.format.Language;
import org.busel.format.ModuleId;
import org.busel.format.Person;
import org.busel.format.Quorum;
import org.busel.format.RootDocument;
import org.busel.keys.Argon2Cost;
import org.busel.publish.CurriculumBoard;
import org.busel.publish.KeyOutcome;
import org.busel.publish.ModuleSigning;
import org.busel.publish.PublishOutcome;
import org.busel.publish.Publisher;
import org.busel.publish.SignOutcome;
import org.busel.publish.SigningKey;
import org.busel.relay.serve.TrustOffice;
import org.busel.sdk.transport.RelayHttp;

/// A relay with a board, an author, a reviewer and one module that they have published there.
final class PublishedModule implements AutoCloseable {
  private static final Path COURSES = Path.of("../../training-content/courses");

  private final ModuleId id = new ModuleId("right-to-a-fair-trial");
  private final RealRelay relay;

  PublishedModule(Path folder) throws Exception {
    Files.createDirectories(folder);
    try (SigningKey board = key(folder.resolve("board.key"));
        SigningKey author = key(folder.resolve("author.key"));
        SigningKey reviewer = key(folder.resolve("reviewer.key"))) {
      relay = new RealRelay(folder);
      assertThat(relay.trust().addRoot(root(board))).isEqualTo(new TrustOffice.Adding.Added(1));
      Path built = folder.resolve("built");
      assertThat(ModuleBuild.build(COURSES.resolve(id.text()), built))
          .isInstanceOf(BuildOutcome.Built.class);
      publish(built, curriculum(board, author, reviewer), List.of(author, reviewer));
    }
  }

  /// One key is steward and board at once; in life these are several people.
  private byte[] root(SigningKey board) {
    Quorum people = Quorum.of(board.verifyingKey());
    Quorum own = Quorum.of(relay.trust().key());
    RootDocument document =
        new RootDocument(
            1,
            Instant.now().plus(Duration.ofDays(365)),
            new RootDocument.Holders(people, people, own, own));
    return board.sign(document.unsigned()).bytes();
  }

  private void publish(Path built, byte[] curriculum, List<SigningKey> signers) {
    try (RelayHttp http =
        RelayHttp.to(
            People.link(relay.invite()).relay(), Proxy.NO_PROXY, Duration.ofSeconds(20))) {
      Publisher publisher =
          new Publisher(http.client(), http.place().url(), relay.trust().anchor());
      assertThat(publisher.publishCurriculum(curriculum))
          .isInstanceOf(PublishOutcome.Published.class);
      for (SigningKey key : signers) {
        assertThat(ModuleSigning.sign(built, key, Optional.of(publisher), Instant.now()))
            .isInstanceOf(SignOutcome.Signed.class);
      }
      assertThat(publisher.publish(built)).isInstanceOf(PublishOutcome.Published.class);
    }
  }

  private static byte[] curriculum(SigningKey board, SigningKey author, SigningKey reviewer) {
    Person writing = new Person("Author", List.of(author.verifyingKey()));
    Person reviewing = new Person("Reviewer", List.of(reviewer.verifyingKey()));
    return CurriculumBoard.sign(
        CurriculumBoard.curriculum(
            1,
            Instant.now(),
            List.of(writing, reviewing),
            List.of(
                CurriculumBoard.role(
                    "trainers", List.of(writing), List.of(reviewing), List.of("*")))),
        board);
  }

  private static SigningKey key(Path file) {
    try (var passphrase = People.passphrase()) {
      KeyOutcome outcome = SigningKey.create(file, passphrase, new Argon2Cost(8, 1, 1));
      assertThat(outcome).isInstanceOf(KeyOutcome.Ready.class);
      return ((KeyOutcome.Ready) outcome).key();
    }
  }

  RealRelay relay() {
    return relay;
  }

  ModuleId id() {
    return id;
  }

  Language language() {
    return new Language("en");
  }

  @Override
  public void close() {
    relay.close();
  }
}
