package org.busel.format;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Decides whom to believe. Pure functions: the same arguments give the same verdict, on relay, device and trainer's desk.
/// FORMAT.md, "Verification", numbers the steps.
public final class Verification {
  private Verification() {}

  /// Verifies a curriculum against the board's key.
  ///
  /// @param bytes from anybody
  /// @param board the key that this device or relay has pinned
  /// @param known what was accepted last, or [Known#NOTHING]
  public static CurriculumVerdict curriculum(
      byte[] bytes, VerifyingKey board, Known known, Instant now) {
    try {
      SignedEnvelope envelope = SignedEnvelope.parse(bytes);
      Fields fields = Fields.of(envelope.signed());
      if (!fields.text("_type", 32).equals(Curriculum.TYPE)) {
        return new CurriculumVerdict.Malformed("_type is not " + Curriculum.TYPE);
      }
      String spec = fields.text("spec_version", 32);
      if (!Curriculum.isKnownSpec(spec)) {
        return new CurriculumVerdict.TooNew(spec);
      }
      Optional<Signature> signature =
          envelope.signatures().stream().filter(it -> it.by().equals(board.id())).findFirst();
      if (signature.isEmpty() || envelope.signatures().size() != 1) {
        return new CurriculumVerdict.NotSignedByBoard();
      }
      if (!board.verifies(envelope.toSign(), signature.get())) {
        return new CurriculumVerdict.BadSignature();
      }
      Curriculum curriculum = Curriculum.fromJson(fields);
      Known accepted = new Known(curriculum.version(), envelope.digest());
      if (curriculum.version() < known.version()) {
        return new CurriculumVerdict.OlderThanKnown(curriculum.version(), known.version());
      }
      if (curriculum.version() == known.version() && !accepted.equals(known)) {
        return new CurriculumVerdict.Contradicts(curriculum.version());
      }
      return now.isAfter(curriculum.expires())
          ? new CurriculumVerdict.Expired(curriculum.expires())
          : new CurriculumVerdict.Trusted(new TrustedCurriculum(curriculum, accepted));
    } catch (MalformedException e) {
      return new CurriculumVerdict.Malformed(e.reason());
    }
  }

  /// Verifies a module's manifest against a curriculum.
  ///
  /// @param bytes from anybody
  /// @param known what was accepted last of this module, or [Known#NOTHING]
  public static ModuleVerdict module(
      byte[] bytes, TrustedCurriculum trusted, Known known, Instant now) {
    Curriculum curriculum = trusted.curriculum();
    if (now.isAfter(curriculum.expires())) {
      return new ModuleVerdict.CurriculumExpired(curriculum.expires());
    }
    SignedEnvelope.Reading reading = SignedEnvelope.read(bytes);
    if (reading instanceof SignedEnvelope.Reading.Refused refused) {
      return new ModuleVerdict.Malformed(refused.reason());
    }
    SignedEnvelope envelope = ((SignedEnvelope.Reading.Read) reading).envelope();
    Manifest.Reading content = Manifest.read(envelope);
    if (content instanceof Manifest.Reading.Refused refused) {
      return new ModuleVerdict.Malformed(refused.reason());
    }
    if (content instanceof Manifest.Reading.TooNew tooNew) {
      return new ModuleVerdict.TooNew(tooNew.format());
    }
    Manifest manifest = ((Manifest.Reading.Read) content).manifest();
    Optional<ModuleVerdict> fault = faultInSignatures(envelope, manifest.module(), trusted);
    return fault.orElseGet(() -> signers(envelope, manifest, trusted, known));
  }

  /// Every signature must be right and by somebody with a say, not only two of them: a manifest travels with what its
  /// signers put on it and with nothing that a stranger added.
  private static Optional<ModuleVerdict> faultInSignatures(
      SignedEnvelope envelope, ModuleId module, TrustedCurriculum trusted) {
    byte[] signed = envelope.toSign();
    List<Role> roles = trusted.curriculum().rolesFor(module);
    for (Signature signature : envelope.signatures()) {
      Optional<VerifyingKey> key = trusted.key(signature.by());
      if (key.isEmpty()) {
        return Optional.of(new ModuleVerdict.UnknownSigner(signature.by()));
      }
      if (!key.get().verifies(signed, signature)) {
        return Optional.of(new ModuleVerdict.BadSignature(signature.by()));
      }
      if (roles.stream()
          .noneMatch(role ->
              role.authors().contains(signature.by())
                  || role.reviewers().contains(signature.by()))) {
        return Optional.of(new ModuleVerdict.NotEntitled(signature.by()));
      }
    }
    return Optional.empty();
  }

  private static ModuleVerdict signers(
      SignedEnvelope envelope, Manifest manifest, TrustedCurriculum trusted, Known known) {
    Set<KeyId> signers = new HashSet<>();
    envelope.signatures().forEach(it -> signers.add(it.by()));
    ModuleVerdict best =
        new ModuleVerdict.MissingSignature(EnumSet.allOf(ModuleVerdict.Part.class));
    for (Role role : trusted.curriculum().rolesFor(manifest.module())) {
      List<Person> authors = owners(signers, role.authors(), trusted);
      List<Person> reviewers = owners(signers, role.reviewers(), trusted);
      for (Person author : authors) {
        for (Person reviewer : reviewers) {
          if (!author.equals(reviewer)) {
            return notOlder(
                new ModuleVerdict.Verified(
                    manifest, author, reviewer, new Known(manifest.version(), envelope.digest())),
                known);
          }
        }
      }
      best = nearer(best, authors, reviewers, signers);
    }
    return best;
  }

  /// Of two reasons why it is not enough, the one that asks least of the signers.
  private static ModuleVerdict nearer(
      ModuleVerdict before, List<Person> authors, List<Person> reviewers, Set<KeyId> signers) {
    if (!authors.isEmpty() && !reviewers.isEmpty()) {
      // One person who may do both has signed once: that is one signature. Twice, with two keys: a
      // trick.
      return signers.size() == 1
          ? new ModuleVerdict.MissingSignature(EnumSet.of(ModuleVerdict.Part.REVIEWER))
          : new ModuleVerdict.SameSigner(authors.get(0).name());
    }
    if (before instanceof ModuleVerdict.MissingSignature missing && missing.have() == 0) {
      Set<ModuleVerdict.Part> parts = EnumSet.noneOf(ModuleVerdict.Part.class);
      if (authors.isEmpty()) {
        parts.add(ModuleVerdict.Part.AUTHOR);
      }
      if (reviewers.isEmpty()) {
        parts.add(ModuleVerdict.Part.REVIEWER);
      }
      return new ModuleVerdict.MissingSignature(parts);
    }
    return before;
  }

  private static List<Person> owners(
      Set<KeyId> signers, Set<KeyId> entitled, TrustedCurriculum trusted) {
    return signers.stream()
        .filter(entitled::contains)
        .sorted()
        .map(trusted::owner)
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  private static ModuleVerdict notOlder(ModuleVerdict.Verified verified, Known known) {
    int version = verified.manifest().version();
    if (version < known.version()) {
      return new ModuleVerdict.OlderThanKnown(version, known.version());
    }
    if (version == known.version() && !verified.known().equals(known)) {
      return new ModuleVerdict.Contradicts(version);
    }
    return verified;
  }
}
