package org.busel.sdk.courses;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.busel.format.About;
import org.busel.format.AnswerKey;
import org.busel.format.Chunker;
import org.busel.format.Content;
import org.busel.format.Curriculum;
import org.busel.format.FileRole;
import org.busel.format.Language;
import org.busel.format.Manifest;
import org.busel.format.ModuleFile;
import org.busel.format.ModuleId;
import org.busel.format.ModulePath;
import org.busel.format.Person;
import org.busel.format.Question;
import org.busel.format.Quiz;
import org.busel.format.Quorum;
import org.busel.format.Review;
import org.busel.format.Right;
import org.busel.format.Role;
import org.busel.format.RootDocument;
import org.busel.format.Sha256;
import org.busel.format.Signature;
import org.busel.format.SignedEnvelope;
import org.busel.format.TargetsDocument;
import org.busel.format.Texts;
import org.busel.format.VerifyingKey;

/// A module in English with one lesson in Belarusian, a quiz, and a film long enough for many chunks; with the people who
/// sign it.
final class ExampleCourse {
  static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  static final Instant EXPIRES = Instant.parse("2027-01-30T12:00:00Z");
  static final ModuleId MODULE = new ModuleId("first-steps");
  static final Language ENGLISH = new Language("en");
  static final Language BELARUSIAN = new Language("be");

  final Map<Sha256, byte[]> chunks = new TreeMap<>();
  private final Manifest manifest;

  ExampleCourse(int version) {
    this(version, "Lock your phone, version " + version + ".\n", 600_000);
  }

  ExampleCourse(int version, String text, int filmBytes) {
    List<ModuleFile> files = new ArrayList<>();
    files.add(lesson("en", "lesson-01-phones", FileRole.TEXT, "txt", text));
    files.add(lesson("en", "lesson-01-phones", FileRole.HTML, "html", "<p>" + text + "</p>"));
    files.add(lesson("en", "lesson-02-more", FileRole.TEXT, "txt", "More \u001b[31m.\n"));
    files.add(lesson("be", "lesson-01-phones", FileRole.TEXT, "txt", "Заблакуйце тэлефон.\n"));
    Question lock =
        new Question(
            "lock",
            Question.CHOICE,
            "What first?",
            List.of("Lock", "Wait", "Post", "Call"),
            List.of(),
            Optional.empty(),
            false,
            new AnswerKey.Open(
                new Right.Options(new TreeSet<>(Set.of(0))),
                Map.of("1", "Waiting helps nobody."),
                Optional.of("A locked phone tells little.")));
    Question thought =
        new Question(
            "thought",
            Question.REFLECTION,
            "What would you miss?",
            List.of(),
            List.of(),
            Optional.empty(),
            false,
            new AnswerKey.Open(new Right.Anything(), Map.of(), Optional.empty()));
    Quiz quiz =
        new Quiz(
            "Check",
            60,
            new Quiz.Shuffle(true, true),
            Optional.empty(),
            List.of(lock, thought));
    files.add(
        file(
            "en/quiz-01-check.json",
            role(FileRole.QUIZ, "quiz-01-check", ENGLISH, FileRole.DATA),
            quiz.bytes()));
    byte[] film = new byte[filmBytes];
    new Random(1).nextBytes(film);
    files.add(
        file(
            "media/film.mp4",
            new FileRole(
                FileRole.MEDIA, "film.mp4", Optional.empty(), FileRole.DATA, Optional.empty()),
            film));
    manifest =
        new Manifest(
            MODULE,
            version,
            new About(
                List.of(ENGLISH, BELARUSIAN),
                Map.of(ENGLISH, texts("First steps"), BELARUSIAN, texts("Першыя крокі")),
                new About.Effort(About.Effort.BEGINNER, 5),
                List.of(),
                new About.Terms("CC0-1.0", List.of())),
            new Review(
                List.of("Alena"), List.of("Ryhor"), LocalDate.of(2027, 6, 30), Review.SAFETY),
            files);
  }

  Manifest manifest() {
    return manifest;
  }

  /// A role that lists this course, signed by the author and the reviewer.
  byte[] role(int version) {
    return Key.REVIEWER.sign(Key.AUTHOR.sign(unsignedRole(version))).bytes();
  }

  SignedEnvelope unsignedRole(int version) {
    SortedMap<String, TargetsDocument.Target> targets = new TreeMap<>();
    targets.put(
        MODULE.delegatedPath(), TargetsDocument.Target.of(manifest.bytes(), manifest.version()));
    return new TargetsDocument(version, EXPIRES, Optional.of("all"), targets, List.of())
        .unsigned();
  }

  /// A role that lists nothing any more.
  static byte[] emptyRole(int version) {
    return Key.REVIEWER
        .sign(
            Key.AUTHOR.sign(
                new TargetsDocument(
                        version, EXPIRES, Optional.of("all"), new TreeMap<>(), List.of())
                    .unsigned()))
        .bytes();
  }

  static byte[] curriculum(int version) {
    Person alena = new Person("Alena", List.of(Key.AUTHOR.verifyingKey()));
    Person ryhor = new Person("Ryhor", List.of(Key.REVIEWER.verifyingKey()));
    Role role =
        new Role(
            "all",
            Set.of(Key.AUTHOR.verifyingKey().id()),
            Set.of(Key.REVIEWER.verifyingKey().id()),
            List.of("*"),
            false);
    return signed(version, List.of(alena, ryhor), List.of(role));
  }

  /// A curriculum in which the reviewer is no more.
  static byte[] curriculumWithoutReviewer(int version) {
    Person alena = new Person("Alena", List.of(Key.AUTHOR.verifyingKey()));
    return signed(version, List.of(alena), List.of());
  }

  static byte[] root(Key... signers) {
    SignedEnvelope envelope =
        new RootDocument(
                1,
                Instant.parse("2028-01-01T00:00:00Z"),
                new RootDocument.Holders(
                    Quorum.of(Key.STEWARD.verifyingKey()),
                    Quorum.of(Key.BOARD.verifyingKey()),
                    Quorum.of(Key.RELAY.verifyingKey()),
                    Quorum.of(Key.RELAY.verifyingKey())))
            .unsigned();
    for (Key signer : signers) {
      envelope = signer.sign(envelope);
    }
    return envelope.bytes();
  }

  static Sha256 anchor() {
    return ((SignedEnvelope.Reading.Read) SignedEnvelope.read(root())).envelope().digest();
  }

  private static byte[] signed(int version, List<Person> people, List<Role> roles) {
    Curriculum curriculum =
        new Curriculum(version, EXPIRES, people, roles);
    return Key.BOARD.sign(curriculum.unsigned()).bytes();
  }

  private ModuleFile lesson(
      String language, String item, String variant, String ending, String text) {
    return file(
        language + "/" + item + "." + ending,
        role(FileRole.LESSON, item, new Language(language), variant),
        text.getBytes(StandardCharsets.UTF_8));
  }

  private static FileRole role(String kind, String item, Language language, String variant) {
    return new FileRole(
        kind,
        item,
        Optional.of(language),
        variant,
        Optional.of(new FileRole.Heading("Title of " + item, 5, 1, 1)));
  }

  private ModuleFile file(String path, FileRole role, byte[] bytes) {
    Chunker.cut(bytes).forEach(chunk -> chunks.put(Sha256.of(chunk), chunk));
    return new ModuleFile(new ModulePath(path), role, Content.of("text/plain", bytes));
  }

  private static Texts texts(String title) {
    return new Texts(title, Optional.empty(), List.of(), List.of());
  }

  /// Somebody who signs.
  enum Key {
    BOARD(1),
    AUTHOR(2),
    REVIEWER(3),
    STRANGER(4),
    STEWARD(5),
    RELAY(6);

    private final int seed;

    Key(int seed) {
      this.seed = seed;
    }

    private Ed25519PrivateKeyParameters key() {
      byte[] bytes = new byte[32];
      Arrays.fill(bytes, (byte) seed);
      return new Ed25519PrivateKeyParameters(bytes);
    }

    VerifyingKey verifyingKey() {
      return VerifyingKey.of(key().generatePublicKey().getEncoded());
    }

    SignedEnvelope sign(SignedEnvelope envelope) {
      byte[] message = envelope.toSign();
      Ed25519Signer signer = new Ed25519Signer();
      signer.init(true, key());
      signer.update(message, 0, message.length);
      return envelope.with(Signature.of(verifyingKey().id(), signer.generateSignature()));
    }
  }
}
