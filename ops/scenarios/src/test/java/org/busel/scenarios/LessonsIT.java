package org.busel.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import okhttp3.Request;
import okhttp3.Response;
import org.busel.author.BuildOutcome;
import org.busel.author.ModuleBuild;
import org.busel.format.Language;
import org.busel.format.ModuleId;
import org.busel.format.ModuleVerdict;
import org.busel.format.Person;
import org.busel.format.Quorum;
import org.busel.format.RootDocument;
import org.busel.format.Sha256;
import org.busel.keys.Argon2Cost;
import org.busel.publish.CurriculumBoard;
import org.busel.publish.KeyOutcome;
import org.busel.publish.ModuleSigning;
import org.busel.publish.PublishOutcome;
import org.busel.publish.Publisher;
import org.busel.publish.SignOutcome;
import org.busel.publish.SigningKey;
import org.busel.relay.serve.TrustOffice;
import org.busel.sdk.Device;
import org.busel.sdk.courses.Badge;
import org.busel.sdk.courses.Course;
import org.busel.sdk.courses.FetchOutcome;
import org.busel.sdk.courses.ListOutcome;
import org.busel.sdk.courses.OpenCourseOutcome;
import org.busel.sdk.courses.PageOutcome;
import org.busel.sdk.courses.RefreshOutcome;
import org.busel.sdk.transport.RelayHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a trainer's text file over the real relay to a lesson on a learner's device, and what does not get through.
final class LessonsIT {
  private static final Path COURSES = Path.of("../../training-content/courses");
  private static final ModuleId MODULE = new ModuleId("right-to-a-fair-trial");
  private static final Language ENGLISH = new Language("en");

  @TempDir Path folder;
  private SigningKey steward;
  private SigningKey board;
  private SigningKey author;
  private SigningKey reviewer;
  private RealRelay relay;
  private RelayHttp http;
  private Publisher publisher;
  private Path built;
  private byte[] root;

  @BeforeEach
  void everythingIsReadyForPublishing() {
    steward = key("steward");
    board = key("board");
    author = key("author");
    reviewer = key("reviewer");
    relay = new RealRelay(folder.resolve("relay"));
    root = root();
    assertThat(relay.trust().addRoot(root)).isEqualTo(new TrustOffice.Adding.Added(1));
    connectThePublisher();
    built = folder.resolve("built");
    assertThat(ModuleBuild.build(COURSES.resolve(MODULE.text()), built))
        .isInstanceOf(BuildOutcome.Built.class);
    assertThat(publisher.publishCurriculum(curriculum(1, "Author", "Reviewer")))
        .isInstanceOf(PublishOutcome.Published.class);
  }

  @AfterEach
  void close() {
    http.close();
    relay.close();
    List.of(steward, board, author, reviewer).forEach(SigningKey::close);
  }

  @Test
  void aLessonThatWasFetchedOpensWithoutARelay() {
    publishSigned();
    try (Device learner = People.join(folder.resolve("learner"), relay.invite())) {
      assertThat(learner.courses().fetch(MODULE, Optional.of(ENGLISH)))
          .isInstanceOf(FetchOutcome.Fetched.class);
    }
    relay.stop();

    try (Device learner = People.open(folder.resolve("learner"))) {
      Course course = opened(learner);
      assertThat(course.badge().standing()).isInstanceOf(Badge.Standing.Vouched.class);
      assertThat(course.lessons(ENGLISH)).hasSizeGreaterThanOrEqualTo(4);
      assertThat(course.lessons(ENGLISH))
          .allSatisfy(
              lesson -> assertThat(course.text(lesson)).isInstanceOf(PageOutcome.Page.class));
    }
  }

  @Test
  void aModuleWithOneSignatureIsRefusedAndGoesThroughWithTheSecond() {
    sign(author);

    PublishOutcome withOne = publisher.publish(built);
    sign(reviewer);

    assertThat(withOne).isInstanceOf(PublishOutcome.Refused.class);
    assertThat(publisher.publish(built)).isInstanceOf(PublishOutcome.Published.class);
  }

  @Test
  void anAuthorDoesNotReviewTheirOwnModule() {
    byte[] onePerson =
        CurriculumBoard.sign(
            CurriculumBoard.curriculum(
                2,
                Instant.now(),
                List.of(
                    new Person("Both", List.of(author.verifyingKey(), reviewer.verifyingKey()))),
                List.of(
                    CurriculumBoard.role(
                        "trainers",
                        List.of(new Person("Both", List.of(author.verifyingKey()))),
                        List.of(new Person("Both", List.of(reviewer.verifyingKey()))),
                        List.of("*")))),
            board);
    assertThat(publisher.publishCurriculum(onePerson)).isInstanceOf(PublishOutcome.Published.class);
    sign(author);
    sign(reviewer);

    assertThat(publisher.publish(built)).isInstanceOf(PublishOutcome.Refused.class);
  }

  @Test
  void aModuleThatWasTakenBackIsSaidToBeSoAtTheNextRefresh() {
    publishSigned();
    try (Device learner = People.join(folder.resolve("learner"), relay.invite())) {
      assertThat(learner.courses().fetch(MODULE, Optional.of(ENGLISH)))
          .isInstanceOf(FetchOutcome.Fetched.class);

      Path takenBack = folder.resolve("taken-back");
      assertThat(ModuleSigning.revoke(takenBack, MODULE, author, publisher, Instant.now()))
          .isEqualTo(new SignOutcome.Signed(1));
      assertThat(publisher.publish(takenBack)).isInstanceOf(PublishOutcome.Refused.class);
      assertThat(ModuleSigning.sign(takenBack, reviewer, Optional.empty(), Instant.now()))
          .isEqualTo(new SignOutcome.Signed(2));
      assertThat(publisher.publish(takenBack)).isInstanceOf(PublishOutcome.Published.class);

      assertThat(learner.courses().refresh()).isEqualTo(new RefreshOutcome.Refreshed());
      assertThat(opened(learner).badge().standing())
          .isEqualTo(new Badge.Standing.NoLonger(new ModuleVerdict.NotListed()));
      assertThat(opened(learner).text(opened(learner).lessons(ENGLISH).getFirst()))
          .isInstanceOf(PageOutcome.Page.class);
      assertThat(learner.courses().list()).isEqualTo(new ListOutcome.Listed(List.of()));
    }
  }

  @Test
  void afterTheRelaysKeyWasStolenAndReplacedLearnersAreNotLockedOut() {
    publishSigned();
    try (Device learner = People.join(folder.resolve("learner"), relay.invite())) {
      assertThat(learner.courses().fetch(MODULE, Optional.of(ENGLISH)))
          .isInstanceOf(FetchOutcome.Fetched.class);
      Quorum fresh = Quorum.of(relay.trust().newKey());
      RootDocument next =
          new RootDocument(
              2,
              Instant.now().plus(Duration.ofDays(365)),
              new RootDocument.Holders(
                  Quorum.of(steward.verifyingKey()),
                  Quorum.of(board.verifyingKey()),
                  fresh,
                  fresh));

      assertThat(publisher.publishCurriculum(author.sign(next.unsigned()).bytes()))
          .isInstanceOf(PublishOutcome.Refused.class);
      assertThat(publisher.publishCurriculum(steward.sign(next.unsigned()).bytes()))
          .isInstanceOf(PublishOutcome.Published.class);

      assertThat(learner.courses().refresh()).isEqualTo(new RefreshOutcome.Refreshed());
      assertThat(opened(learner).badge().standing()).isInstanceOf(Badge.Standing.Vouched.class);
    }
  }

  @Test
  void aCurriculumThatTheBoardDidNotSignIsRefused() {
    byte[] forged =
        CurriculumBoard.sign(
            CurriculumBoard.curriculum(
                3, Instant.now(), List.of(person("Author", author)), List.of()),
            author);

    assertThat(publisher.publishCurriculum(forged)).isInstanceOf(PublishOutcome.Refused.class);
  }

  @Test
  void aChunkThatIsAlteredOrLostOnTheRelaysDiskNeverReachesALesson() throws Exception {
    publishSigned();
    List<Path> blobs =
        Bytes.below(relay.folder().resolve("store")).keySet().stream()
            .filter(file -> file.getFileName().toString().matches("[0-9a-f]{64}"))
            .toList();
    assertThat(blobs).hasSizeGreaterThan(5);
    for (Path blob : blobs) {
      Path file = relay.folder().resolve("store").resolve(blob);
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      assertThat(file.toFile().setWritable(true)).isTrue();
      Files.write(file, bytes);
    }
    relay.restart();
    assertThat(relay.trust().addRoot(root)).isEqualTo(new TrustOffice.Adding.AlreadyThere(1));
    http.close();
    connectThePublisher();

    try (Device learner = People.join(folder.resolve("learner"), relay.invite())) {
      FetchOutcome outcome = learner.courses().fetch(MODULE, Optional.of(ENGLISH));

      assertThat(outcome).isNotInstanceOf(FetchOutcome.Fetched.class);
      assertThat(learner.courses().open(MODULE)).isInstanceOf(OpenCourseOutcome.NotFetched.class);
      assertThat(publisher.publishCurriculum(curriculum(2, "Author", "Reviewer")))
          .isInstanceOf(PublishOutcome.Published.class);
      assertThat(publisher.publish(built)).isInstanceOf(PublishOutcome.Published.class);
      assertThat(learner.courses().fetch(MODULE, Optional.of(ENGLISH)))
          .isInstanceOf(FetchOutcome.Fetched.class);
    }
  }

  @Test
  void theRelaysPageListsEveryLessonInTheReadersLanguageOrElseInItsOwn() throws Exception {
    publishSigned();

    String page = page("/courses/" + MODULE, "be");

    assertThat(page).contains("<html lang=\"be\">");
    assertThat(page.split("<li lang=\"be\">", -1)).hasSize(7 + 1);
    assertThat(page.split("<li lang=\"en\">", -1)).hasSize(1);
    assertThat(page("/", "be")).contains("/courses/" + MODULE).doesNotContain("<script");
  }

  @Test
  void whatALearnerReadsStandsNowhereInPlainOnTheirDisk() {
    publishSigned();
    String title;
    try (Device learner = People.join(folder.resolve("learner"), relay.invite())) {
      assertThat(learner.courses().fetch(MODULE, Optional.of(ENGLISH)))
          .isInstanceOf(FetchOutcome.Fetched.class);
      title = opened(learner).manifest().about().textsIn(ENGLISH).title();
    }

    for (String secret : List.of(title, MODULE.text())) {
      Bytes.below(folder.resolve("learner"))
          .forEach((file, bytes) ->
              assertThat(Bytes.spellings(secret))
                  .as("%s in %s", secret, file)
                  .noneMatch(spelling -> Bytes.contains(bytes, spelling)));
    }
  }

  private String page(String path, String language) throws IOException {
    Request request =
        new Request.Builder()
            .url(http.place().url() + path)
            .header("Accept-Language", language)
            .build();
    try (Response response = http.client().newCall(request).execute()) {
      assertThat(response.code()).isEqualTo(200);
      return response.body().string();
    }
  }

  private void connectThePublisher() {
    http =
        RelayHttp.to(People.link(relay.invite()).relay(), Proxy.NO_PROXY, Duration.ofSeconds(20));
    publisher =
        new Publisher(
            http.client(),
            http.place().url(),
            People.link(relay.invite()).curriculumRoot().map(it -> Sha256.of32(it.toByteArray())));
  }

  private static Course opened(Device learner) {
    OpenCourseOutcome outcome = learner.courses().open(MODULE);
    assertThat(outcome).isInstanceOf(OpenCourseOutcome.Opened.class);
    return ((OpenCourseOutcome.Opened) outcome).course();
  }

  private void publishSigned() {
    sign(author);
    sign(reviewer);
    assertThat(publisher.publish(built)).isInstanceOf(PublishOutcome.Published.class);
  }

  private void sign(SigningKey key) {
    assertThat(ModuleSigning.sign(built, key, Optional.of(publisher), Instant.now()))
        .isInstanceOf(SignOutcome.Signed.class);
  }

  private byte[] root() {
    Quorum relays = Quorum.of(relay.trust().key());
    RootDocument document =
        new RootDocument(
            1,
            Instant.now().plus(Duration.ofDays(365)),
            new RootDocument.Holders(
                Quorum.of(steward.verifyingKey()),
                Quorum.of(board.verifyingKey()),
                relays,
                relays));
    return steward.sign(document.unsigned()).bytes();
  }

  private byte[] curriculum(int version, String authorName, String reviewerName) {
    Person writing = person(authorName, author);
    Person reviewing = person(reviewerName, reviewer);
    return CurriculumBoard.sign(
        CurriculumBoard.curriculum(
            version,
            Instant.now(),
            List.of(writing, reviewing),
            List.of(
                CurriculumBoard.role(
                    "trainers", List.of(writing), List.of(reviewing), List.of("*")))),
        board);
  }

  private static Person person(String name, SigningKey key) {
    return new Person(name, List.of(key.verifyingKey()));
  }

  private SigningKey key(String name) {
    try (var passphrase = People.passphrase()) {
      Files.createDirectories(folder);
      KeyOutcome outcome =
          SigningKey.create(folder.resolve(name + ".key"), passphrase, new Argon2Cost(8, 1, 1));
      assertThat(outcome).isInstanceOf(KeyOutcome.Ready.class);
      return ((KeyOutcome.Ready) outcome).key();
    } catch (IOException e) {
      throw new UncheckedIOException("making a key", e);
    }
  }
}
