package org.busel.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.busel.author.BuildOutcome;
import org.busel.author.ModuleBuild;
import org.busel.format.Curriculum;
import org.busel.format.ModuleId;
import org.busel.format.Person;
import org.busel.format.Quorum;
import org.busel.format.RootDocument;
import org.busel.format.SignedEnvelope;
import org.busel.keys.Argon2Cost;
import org.busel.keys.Passphrase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final Argon2Cost CHEAP = new Argon2Cost(64, 1, 1);
  private static final Path COURSE = Path.of("..", "courses", "right-to-a-fair-trial");

  @TempDir private Path folder;
  private SigningKey steward;
  private SigningKey relays;
  private SigningKey board;
  private SigningKey author;
  private SigningKey reviewer;
  private CourseRelay relay;
  private Publisher publisher;
  private Path built;

  @BeforeEach
  void aBoardARelayAndABuiltModule() {
    steward = newKey("steward");
    relays = newKey("relays");
    board = newKey("board");
    author = newKey("author");
    reviewer = newKey("reviewer");
    SignedEnvelope root = steward.sign(root());
    relay = new CourseRelay(root.bytes(), relays, NOW);
    publisher = new Publisher(new OkHttpClient(), relay.url(), Optional.of(root.digest()));
    assertThat(publisher.publishCurriculum(CurriculumBoard.sign(curriculum(), board)))
        .isEqualTo(new PublishOutcome.Published(0, 0));
    built = folder.resolve("built");
    assertThat(ModuleBuild.build(COURSE, built, LocalDate.of(2026, 11, 1)))
        .isInstanceOf(BuildOutcome.Built.class);
  }

  @AfterEach
  void wipe() {
    relay.close();
    Stream.of(steward, relays, board, author, reviewer).forEach(SigningKey::close);
  }

  @Test
  void aModuleSignedByAuthorAndReviewerIsPublished() {
    signedByBoth();

    PublishOutcome outcome = publisher.publish(built);

    assertThat(outcome).isInstanceOf(PublishOutcome.Published.class);
    assertThat(((PublishOutcome.Published) outcome).chunksSent()).isEqualTo(relay.received.size());
  }

  @Test
  void publishingAgainSendsNothing() {
    signedByBoth();
    PublishOutcome _ = publisher.publish(built);

    assertThat(publisher.publish(built)).isEqualTo(new PublishOutcome.Published(0, 0));
  }

  @Test
  void oneSignatureIsNotEnough() {
    assertThat(sign(built, author)).isInstanceOf(SignOutcome.Signed.class);

    assertThat(publisher.publish(built))
        .isEqualTo(new PublishOutcome.Refused("MissingSignature", "have it signed"));
    assertThat(relay.received).isEmpty();
  }

  @Test
  void aBrokenConnectionCostsNothingThatHasArrived() {
    signedByBoth();
    relay.chunksUntilTrouble.set(5);

    assertThat(publisher.publish(built)).isInstanceOf(PublishOutcome.Unreachable.class);
    relay.chunksUntilTrouble.set(Integer.MAX_VALUE);
    PublishOutcome second = publisher.publish(built);

    assertThat(((PublishOutcome.Published) second).chunksSent())
        .isEqualTo(relay.received.size() - 5);
    assertThat(relay.received).doesNotHaveDuplicates();
  }

  @Test
  void aRelayThatHandsOutSomethingElseIsFoundOut() {
    signedByBoth();
    relay.altersWhatItHandsOut = true;

    assertThat(publisher.publish(built)).isEqualTo(new PublishOutcome.ReadBackDiffers());
  }

  @Test
  void aRelayThatDoesNotAnswerIsUnreachable() {
    signedByBoth();
    relay.close();

    assertThat(publisher.publish(built)).isInstanceOf(PublishOutcome.Unreachable.class);
  }

  @Test
  void aCurriculumOfSomebodyElseIsRefused() {
    assertThat(publisher.publishCurriculum(CurriculumBoard.sign(curriculum(), author)))
        .isInstanceOf(PublishOutcome.Refused.class);
  }

  @Test
  void nothingIsSignedWhoseChunksAreMissingOrAltered() throws IOException {
    Path chunk;
    try (Stream<Path> chunks = Files.list(built.resolve(ModuleBuild.CHUNKS))) {
      chunk = chunks.findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(chunk);

    bytes[0] ^= 1;
    Path _ = Files.write(chunk, bytes);
    assertThat(sign(built, author)).isInstanceOf(SignOutcome.NotBuilt.class);

    Files.delete(chunk);
    assertThat(sign(built, author)).isInstanceOf(SignOutcome.NotBuilt.class);
    assertThat(publisher.publish(built)).isInstanceOf(PublishOutcome.NotBuilt.class);
  }

  @Test
  void signingTwiceChangesNothing() throws IOException {
    assertThat(sign(built, author)).isInstanceOf(SignOutcome.Signed.class);
    byte[] once = Files.readAllBytes(built.resolve(ModuleBuild.ROLE));

    assertThat(sign(built, author)).isInstanceOf(SignOutcome.AlreadySigned.class);
    assertThat(Files.readAllBytes(built.resolve(ModuleBuild.ROLE))).isEqualTo(once);
  }

  @Test
  void whoeverSignsSeesWhatIsSigned() {
    BuiltModule module = ((BuiltModule.Opening.Opened) BuiltModule.open(built)).module();

    assertThat(module.summary())
        .contains("module right-to-a-fair-trial, version 1", "signatures so far: 0")
        .anyMatch(it -> it.startsWith("en/lesson-01-"));
  }

  @Test
  void aKeyOpensWithItsPassphraseOnly() {
    Path file = folder.resolve("author.key");

    try (Passphrase wrong = passphrase("wrong")) {
      assertThat(SigningKey.unlock(file, wrong)).isEqualTo(new KeyOutcome.WrongPassphrase());
      assertThat(SigningKey.unlock(folder.resolve("none"), wrong))
          .isEqualTo(new KeyOutcome.NoFile());
      assertThat(SigningKey.create(file, wrong, CHEAP)).isEqualTo(new KeyOutcome.FileExists());
    }
    try (Passphrase right = passphrase("author");
        SigningKey key = ((KeyOutcome.Ready) SigningKey.unlock(file, right)).key()) {
      assertThat(key.verifyingKey()).isEqualTo(author.verifyingKey());
      assertThat(key).hasToString("SigningKey[hidden]");
    }
  }

  @Test
  void theFirstSignatureIsTheAuthorsAndAsksTheRelay() {
    assertThat(ModuleSigning.sign(built, author, Optional.empty(), NOW))
        .isEqualTo(new SignOutcome.NeedsRelay());
    assertThat(sign(built, reviewer)).isEqualTo(new SignOutcome.NotAuthor());
    assertThat(sign(built, author)).isEqualTo(new SignOutcome.Signed(1));
    assertThat(ModuleSigning.sign(built, reviewer, Optional.empty(), NOW))
        .isEqualTo(new SignOutcome.Signed(2));
  }

  @Test
  void anAuthorsModulesStandTogetherAndAreTakenBackOneByOne() {
    signedByBoth();
    assertThat(publisher.publish(built)).isInstanceOf(PublishOutcome.Published.class);
    Path second = folder.resolve("second");
    assertThat(
            ModuleBuild.build(
                Path.of("..", "courses", "digital-security-in-exile"),
                second,
                LocalDate.of(2026, 11, 1)))
        .isInstanceOf(BuildOutcome.Built.class);
    assertThat(sign(second, author)).isEqualTo(new SignOutcome.Signed(1));
    assertThat(((BuiltModule.Opening.Opened) BuiltModule.open(second)).module().summary())
        .contains("vouches also for right-to-a-fair-trial, version 1");
    assertThat(sign(second, reviewer)).isEqualTo(new SignOutcome.Signed(2));
    assertThat(publisher.publish(second)).isInstanceOf(PublishOutcome.Published.class);

    Path back = folder.resolve("back");
    ModuleId first = new ModuleId("right-to-a-fair-trial");
    assertThat(ModuleSigning.revoke(back, new ModuleId("never"), author, publisher, NOW))
        .isEqualTo(new SignOutcome.NothingToRevoke());
    assertThat(ModuleSigning.revoke(back, first, author, publisher, NOW))
        .isEqualTo(new SignOutcome.Signed(1));
    assertThat(publisher.publish(back))
        .isEqualTo(new PublishOutcome.Refused("MissingSignature", "have it signed"));
    assertThat(sign(back, reviewer)).isEqualTo(new SignOutcome.Signed(2));
    assertThat(RoleDraft.in(back).orElseThrow().summary())
        .contains("vouches for digital-security-in-exile, version 1", "vouches for nothing else");
    assertThat(publisher.publish(back)).isEqualTo(new PublishOutcome.Published(0, 0));
  }

  @Test
  void aRebuiltModuleHasLostItsSignatures() throws IOException {
    signedByBoth();
    Path manifest = built.resolve(ModuleBuild.MANIFEST);
    String text = Files.readString(manifest);
    Path _ = Files.writeString(manifest, text.replace("2027", "2028"));

    assertThat(text).contains("2027");
    assertThat(publisher.publish(built))
        .isEqualTo(new PublishOutcome.NotBuilt("nobody has signed it yet"));
  }

  private SignOutcome sign(Path folder, SigningKey key) {
    return ModuleSigning.sign(folder, key, Optional.of(publisher), NOW);
  }

  private SignedEnvelope root() {
    Quorum relay = Quorum.of(relays.verifyingKey());
    return new RootDocument(
            1,
            NOW.plusSeconds(90_000),
            new RootDocument.Holders(
                Quorum.of(steward.verifyingKey()), Quorum.of(board.verifyingKey()), relay, relay))
        .unsigned();
  }

  private void signedByBoth() {
    assertThat(sign(built, author)).isInstanceOf(SignOutcome.Signed.class);
    assertThat(sign(built, reviewer)).isInstanceOf(SignOutcome.Signed.class);
  }

  private Curriculum curriculum() {
    Person alena = new Person("Alena", List.of(author.verifyingKey()));
    Person ryhor = new Person("Ryhor", List.of(reviewer.verifyingKey()));
    return CurriculumBoard.curriculum(
        1,
        NOW,
        List.of(alena, ryhor),
        List.of(CurriculumBoard.role("courses", List.of(alena), List.of(ryhor), List.of("*"))));
  }

  private SigningKey newKey(String name) {
    try (Passphrase passphrase = passphrase(name)) {
      KeyOutcome outcome = SigningKey.create(folder.resolve(name + ".key"), passphrase, CHEAP);
      assertThat(outcome).isInstanceOf(KeyOutcome.Ready.class);
      return ((KeyOutcome.Ready) outcome).key();
    }
  }

  private static Passphrase passphrase(String text) {
    return Passphrase.takeOver(text.toCharArray());
  }
}
