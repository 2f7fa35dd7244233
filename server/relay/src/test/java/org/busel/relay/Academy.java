package org.busel.relay;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.busel.format.About;
import org.busel.format.Content;
import org.busel.format.Curriculum;
import org.busel.format.FileRole;
import org.busel.format.Language;
import org.busel.format.Manifest;
import org.busel.format.ModuleFile;
import org.busel.format.ModuleId;
import org.busel.format.ModulePath;
import org.busel.format.Person;
import org.busel.format.Quorum;
import org.busel.format.Review;
import org.busel.format.Role;
import org.busel.format.RootDocument;
import org.busel.format.Signature;
import org.busel.format.SignedEnvelope;
import org.busel.format.TargetsDocument;
import org.busel.format.Texts;
import org.busel.format.VerifyingKey;

/// A board, an author, a reviewer, and a module of one lesson.
final class Academy {
  static final ModuleId MODULE = new ModuleId("first-steps");
  static final byte[] LESSON = "<p>Lock your phone.</p>".getBytes(StandardCharsets.UTF_8);

  private final Instant expires = Instant.now().plus(90, ChronoUnit.DAYS);

  final Key steward = new Key(4);
  final Key board = new Key(1);
  final Key author = new Key(2);
  final Key reviewer = new Key(3);

  byte[] curriculum(int version) {
    Curriculum curriculum =
        new Curriculum(
            version,
            expires,
            List.of(
                new Person("Alena", List.of(author.verifying())),
                new Person("Ryhor", List.of(reviewer.verifying()))),
            List.of(
                new Role(
                    "security",
                    Set.of(author.verifying().id()),
                    Set.of(reviewer.verifying().id()),
                    List.of("first-*"),
                    false)));
    return board.sign(curriculum.unsigned()).bytes();
  }

  byte[] manifest(int version) {
    Language english = new Language("en");
    Manifest manifest =
        new Manifest(
            MODULE,
            version,
            new About(
                List.of(english),
                Map.of(
                    english,
                    new Texts(
                        "First <steps> & more",
                        Optional.of("Where to begin."),
                        List.of("Begin"),
                        List.of())),
                new About.Effort(About.Effort.BEGINNER, 5),
                List.of(),
                new About.Terms("CC0-1.0", List.of())),
            new Review(List.of("Alena"), List.of("Ryhor"), LocalDate.of(2099, 1, 1), Review.SAFETY),
            List.of(
                new ModuleFile(
                    new ModulePath("en/lesson-01-phones.html"),
                    new FileRole(
                        FileRole.LESSON,
                        "lesson-01-phones",
                        Optional.of(english),
                        FileRole.HTML,
                        Optional.of(new FileRole.Heading("Phones", 5, 1, 1))),
                    Content.of("text/html", LESSON))));
    return manifest.bytes();
  }

  /// The role that lists the module in this version, and is of the same version itself.
  byte[] role(int version, Key... signers) {
    return role(version, MODULE.delegatedPath(), version, signers);
  }

  byte[] role(int version, String path, int moduleVersion, Key... signers) {
    SortedMap<String, TargetsDocument.Target> targets = new TreeMap<>();
    if (moduleVersion > 0) {
      targets.put(path, TargetsDocument.Target.of(manifest(moduleVersion), moduleVersion));
    }
    return signed(
        new TargetsDocument(version, expires, Optional.of("security"), targets, List.of())
            .unsigned(),
        signers);
  }

  /// A root whose snapshots and timestamps this relay signs.
  byte[] root(int version, VerifyingKey relay, Key... signers) {
    return signed(
        new RootDocument(
                version,
                expires,
                new RootDocument.Holders(
                    Quorum.of(steward.verifying()),
                    Quorum.of(board.verifying()),
                    Quorum.of(relay),
                    Quorum.of(relay)))
            .unsigned(),
        signers);
  }

  private static byte[] signed(SignedEnvelope envelope, Key... signers) {
    SignedEnvelope signed = envelope;
    for (Key signer : signers) {
      signed = signer.sign(signed);
    }
    return signed.bytes();
  }

  /// A signing key made of one repeated byte.
  static final class Key {
    private final Ed25519PrivateKeyParameters key;

    Key(int seed) {
      byte[] bytes = new byte[32];
      Arrays.fill(bytes, (byte) seed);
      key = new Ed25519PrivateKeyParameters(bytes);
    }

    VerifyingKey verifying() {
      return VerifyingKey.of(key.generatePublicKey().getEncoded());
    }

    SignedEnvelope sign(SignedEnvelope envelope) {
      byte[] message = envelope.toSign();
      Ed25519Signer signer = new Ed25519Signer();
      signer.init(true, key);
      signer.update(message, 0, message.length);
      return envelope.with(Signature.of(verifying().id(), signer.generateSignature()));
    }
  }
}
