package org.busel.format;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// A board, three people and a small module that they write and review.
final class Example {
  static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  static final Instant EXPIRES = Instant.parse("2027-01-30T12:00:00Z");

  static final Signer BOARD = new Signer(1);
  static final Signer AUTHOR = new Signer(2);
  static final Signer REVIEWER = new Signer(3);

  /// The author's second key, which may review.
  static final Signer AUTHORS_OTHER_KEY = new Signer(4);

  /// Somebody whom the board knows, but not for this module.
  static final Signer OUTSIDER = new Signer(5);

  static final Signer STRANGER = new Signer(6);

  static final Person AUTHOR_PERSON =
      new Person(
          "Alena the author", List.of(AUTHOR.verifyingKey(), AUTHORS_OTHER_KEY.verifyingKey()));
  static final Person REVIEWER_PERSON =
      new Person("Ryhor the reviewer", List.of(REVIEWER.verifyingKey()));
  static final Person OUTSIDE_PERSON =
      new Person("Vola of another module", List.of(OUTSIDER.verifyingKey()));

  static final Language ENGLISH = new Language("en");
  static final ModuleId MODULE = new ModuleId("first-steps");
  static final byte[] LESSON = "<p>Lock your phone.</p>".getBytes(StandardCharsets.UTF_8);

  private Example() {}

  static Curriculum curriculum(int version) {
    return new Curriculum(
        version,
        EXPIRES,
        List.of(AUTHOR_PERSON, REVIEWER_PERSON, OUTSIDE_PERSON),
        List.of(
            new Role(
                "security",
                Set.of(AUTHOR.id()),
                Set.of(REVIEWER.id(), AUTHORS_OTHER_KEY.id()),
                List.of("first-*"),
                false),
            new Role(
                "law", Set.of(OUTSIDER.id()), Set.of(REVIEWER.id()), List.of("law-*"), false)));
  }

  static TrustedCurriculum trusted() {
    return trust(curriculum(1), role(manifest(1))).curriculum().orElseThrow();
  }

  /// A trust chain whose board has signed this curriculum, and a role "security" as it is, signed enough or not.
  static TrustSet trust(Curriculum curriculum, SignedEnvelope role) {
    Repository repository = new Repository();
    repository.targets().version = curriculum.version();
    repository.targets().expires = curriculum.expires();
    curriculum
        .unsigned()
        .signed()
        .byName()
        .forEach((name, value) -> repository.targets().more.put(name, value));
    repository.publish();
    Map<String, byte[]> documents = new TreeMap<>();
    documents.put("root", repository.file("1.root.json"));
    documents.put("timestamp", repository.file("timestamp.json"));
    documents.put("snapshot", repository.file("2.snapshot.json"));
    documents.put("targets", repository.file(curriculum.version() + ".targets.json"));
    documents.put("security", role.bytes());
    return TrustSet.kept(documents).orElseThrow();
  }

  /// A role that lists this manifest.
  static SignedEnvelope role(Manifest manifest, Signer... signers) {
    SortedMap<String, TargetsDocument.Target> targets = new TreeMap<>();
    targets.put(
        manifest.module().delegatedPath(),
        TargetsDocument.Target.of(manifest.bytes(), manifest.version()));
    SignedEnvelope envelope =
        new TargetsDocument(1, EXPIRES, Optional.of("security"), targets, List.of()).unsigned();
    for (Signer signer : signers) {
      envelope = signer.sign(envelope);
    }
    return envelope;
  }

  static Manifest manifest(int version) {
    return new Manifest(
        MODULE,
        version,
        new About(
            List.of(ENGLISH),
            Map.of(
                ENGLISH,
                new Texts(
                    "First steps", Optional.of("Where to begin."), List.of("Begin"), List.of())),
            new About.Effort(About.Effort.BEGINNER, 5),
            List.of(new Support("A helpline", "https://example.org/help", List.of(ENGLISH))),
            new About.Terms("CC0-1.0", List.of())),
        new Review(List.of("Alena"), List.of("Ryhor"), LocalDate.of(2027, 6, 30), Review.SAFETY),
        List.of(lesson()));
  }

  static ModuleFile lesson() {
    return new ModuleFile(
        new ModulePath("en/lesson-01-phones.html"),
        new FileRole(
            FileRole.LESSON,
            "lesson-01-phones",
            Optional.of(ENGLISH),
            FileRole.HTML,
            Optional.of(new FileRole.Heading("Phones", 5, 1, 1))),
        Content.of("text/html", LESSON));
  }

  static ModuleVerdict verify(Signer... signers) {
    return verify(role(manifest(1), signers));
  }

  static ModuleVerdict verify(SignedEnvelope role) {
    return verify(trust(curriculum(1), role), manifest(1), Known.NOTHING);
  }

  static ModuleVerdict verify(TrustSet trust, Manifest manifest, Known known) {
    return Verification.module(trust, MODULE, manifest.bytes(), known);
  }
}
