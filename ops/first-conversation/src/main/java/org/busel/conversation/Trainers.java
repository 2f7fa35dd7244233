package org.busel.conversation;

import java.io.IOException;
import java.net.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.busel.author.BuildOutcome;
import org.busel.author.ModuleBuild;
import org.busel.format.Person;
import org.busel.format.Sha256;
import org.busel.keys.Argon2Cost;
import org.busel.keys.Passphrase;
import org.busel.publish.BoardDocument;
import org.busel.publish.CurriculumBoard;
import org.busel.publish.KeyOutcome;
import org.busel.publish.ModuleSigning;
import org.busel.publish.PublishOutcome;
import org.busel.publish.Publisher;
import org.busel.publish.SignOutcome;
import org.busel.publish.SigningKey;
import org.busel.sdk.transport.RelayHttp;
import org.busel.wire.JoinLink;
import org.busel.wire.RelayPlace;

/// A steward, the curriculum board, an author and a reviewer of the demonstration: four keys, and what they sign.
///
/// In life these are several people on several machines, and none of them is the relay's operator.
final class Trainers implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Argon2Cost COST = new Argon2Cost(19 * 1024, 2, 1);

  private final DemoFolder folder;
  private final SigningKey steward;
  private final SigningKey board;
  private final SigningKey author;
  private final SigningKey reviewer;

  private Trainers(DemoFolder folder) {
    this.folder = folder;
    this.steward = key(folder, "steward");
    this.board = key(folder, "board");
    this.author = key(folder, "author");
    this.reviewer = key(folder, "reviewer");
  }

  /// Makes the keys, or unlocks those of an earlier run.
  static Trainers open(DemoFolder folder) {
    try {
      Files.createDirectories(folder.training());
    } catch (IOException e) {
      throw new StepFailedException(
          "cannot write to " + folder.training(), "choose another --dir", e);
    }
    return new Trainers(folder);
  }

  /// The key ceremony: the relay writes a root, the steward signs it, the relay puts it in force. From then on its
  /// invitations name it.
  void answerForCourses(RelayProcess relay) {
    Path root = folder.training().resolve("root.json");
    relay.beginTrust(root, steward.verifyingKey().hex(), board.verifyingKey().hex());
    try {
      if (!(BoardDocument.read(Files.readAllBytes(root))
          instanceof BoardDocument.Reading.Read(BoardDocument document))) {
        throw new StepFailedException(root + " is no root", "choose another --dir");
      }
      Path _ = Files.write(root, document.signedBy(steward).envelope().bytes());
    } catch (IOException e) {
      throw new StepFailedException("cannot write to " + root, "choose another --dir", e);
    }
    relay.endTrust(root);
  }

  /// Builds, signs twice and publishes every module below `courses`.
  ///
  /// @return the modules' ids
  List<String> publishAll(Path courses, JoinLink link, Transcript transcript) {
    RelayPlace relay = link.relay();
    try (RelayHttp http = RelayHttp.to(relay, Proxy.NO_PROXY, PATIENCE);
        Stream<Path> folders = Files.list(courses)) {
      Publisher publisher = new Publisher(
              http.client(),
              relay.url(),
              link.curriculumRoot().map(it -> Sha256.of32(it.toByteArray())));
      Person writing = new Person("Demo author", List.of(author.verifyingKey()));
      Person reviewing = new Person("Demo reviewer", List.of(reviewer.verifyingKey()));
      byte[] curriculum =
          CurriculumBoard.sign(
              CurriculumBoard.curriculum(
                  curriculumVersion(),
                  Clock.systemUTC().instant(),
                  List.of(writing, reviewing),
                  CurriculumBoard.roles(
                      List.of(writing), List.of(reviewing), List.of("*"))),
              board);
      expectPublished("the curriculum", publisher.publishCurriculum(curriculum));
      List<Path> modules =
          folders.filter(it -> Files.exists(it.resolve("module.yaml"))).sorted().toList();
      return modules.stream().map(module -> publish(module, publisher, transcript)).toList();
    } catch (IOException e) {
      throw new StepFailedException("cannot read " + courses, "is the checkout complete?", e);
    }
  }

  @Override
  public void close() {
    steward.close();
    board.close();
    author.close();
    reviewer.close();
  }

  private String publish(Path source, Publisher publisher, Transcript transcript) {
    Path built = folder.training().resolve(source.getFileName().toString());
    if (!(ModuleBuild.build(source, built) instanceof BuildOutcome.Built(_, var manifest, _))) {
      throw new StepFailedException(
          "the module " + source.getFileName() + " does not pass the check",
          "run: ops/busel module check " + source);
    }
    for (SigningKey key : List.of(author, reviewer)) {
      SignOutcome outcome =
          ModuleSigning.sign(built, key, Optional.of(publisher), Clock.systemUTC().instant());
      if (!(outcome instanceof SignOutcome.Signed)
          && !(outcome instanceof SignOutcome.AlreadySigned)) {
        throw new StepFailedException(
            "the module " + source.getFileName() + " could not be signed: " + outcome,
            "choose another --dir");
      }
    }
    String id = manifest.module().text();
    expectPublished(id, publisher.publish(built));
    transcript.note("published " + id + ", signed by its author and a reviewer");
    return id;
  }

  /// Higher at every run, as a relay and a learner demand; a second is fine enough for a demonstration.
  private static int curriculumVersion() {
    return Math.toIntExact(Clock.systemUTC().instant().getEpochSecond() - 1_700_000_000L);
  }

  private static void expectPublished(String what, PublishOutcome outcome) {
    switch (outcome) {
      case PublishOutcome.Published _ -> {}
      case PublishOutcome.Refused(String reason, String hint) ->
          throw new StepFailedException("the relay refused " + what + ": " + reason, hint);
      case PublishOutcome.NotBuilt(String reason) ->
          throw new StepFailedException(what + " is not whole: " + reason, "choose another --dir");
      case PublishOutcome.Unreachable(String reason) ->
          throw new StepFailedException(
              what + " did not reach the relay: " + reason, "run it again");
      case PublishOutcome.ReadBackDiffers _ ->
          throw new StepFailedException(
              "the relay hands out something else than " + what, "run it again with another --dir");
    }
  }

  private static SigningKey key(DemoFolder folder, String name) {
    Path file = folder.training().resolve(name + ".key");
    try (Passphrase passphrase = folder.unlock()) {
      KeyOutcome outcome =
          Files.exists(file)
              ? SigningKey.unlock(file, passphrase)
              : SigningKey.create(file, passphrase, COST);
      if (outcome instanceof KeyOutcome.Ready(SigningKey key)) {
        return key;
      }
      throw new StepFailedException(
          "cannot open " + file, "choose another --dir, or remove this one");
    }
  }
}
