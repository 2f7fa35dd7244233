package org.busel.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
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
import org.busel.keys.Argon2Cost;
import org.busel.publish.CurriculumBoard;
import org.busel.publish.KeyOutcome;
import org.busel.publish.ModuleSigning;
import org.busel.publish.PublishOutcome;
import org.busel.publish.Publisher;
import org.busel.publish.SignOutcome;
import org.busel.publish.SigningKey;
import org.busel.relay.RelayConfig;
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
      RelayConfig config = RelayConfig.in(folder);
      Optional<ByteString> pinned =
          Optional.of(ByteString.copyFrom(board.verifyingKey().bytes()));
      relay =
          new RealRelay(
              folder,
              config.withCourses(new RelayConfig.Courses(config.courses().store(), pinned)));
      Path built = folder.resolve("built");
      assertThat(ModuleBuild.build(COURSES.resolve(id.text()), built))
          .isInstanceOf(BuildOutcome.Built.class);
      for (SigningKey key : List.of(author, reviewer)) {
        assertThat(ModuleSigning.sign(built, key)).isInstanceOf(SignOutcome.Signed.class);
      }
      publish(built, curriculum(board, author, reviewer));
    }
  }

  private void publish(Path built, byte[] curriculum) {
    try (RelayHttp http =
        RelayHttp.to(
            People.link(relay.invite()).relay(), Proxy.NO_PROXY, Duration.ofSeconds(20))) {
      Publisher publisher = new Publisher(http.client(), http.place().url());
      assertThat(publisher.publishCurriculum(curriculum))
          .isInstanceOf(PublishOutcome.Published.class);
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
