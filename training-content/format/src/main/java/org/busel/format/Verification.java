package org.busel.format;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Decides who vouches for a module, beyond what TUF asks: an author and a reviewer, and not one person twice. Pure
/// functions: the same arguments give the same verdict, on relay, device and trainer's desk. FORMAT.md, "Verification",
/// numbers the steps.
public final class Verification {
  private Verification() {}

  /// Who has signed a role's document.
  public sealed interface Signers {
    /// An author and another person, as reviewer.
    record Both(Person author, Person reviewer) implements Signers {}

    /// Not enough, or too much.
    record Lacking(ModuleVerdict why) implements Signers {}
  }

  /// Verifies a module by what is on hand, whatever its age.
  ///
  /// @param bytes its manifest, from anybody
  /// @param known what was accepted last of this module, or [Known#NOTHING]
  public static ModuleVerdict module(TrustSet trust, ModuleId module, byte[] bytes, Known known) {
    return deciding(trust, module)
        .map(it -> it.signers() instanceof Signers.Both both
            ? manifest(new Offer(module, bytes, false), it.target(), both, known)
            : ((Signers.Lacking) it.signers()).why())
        .orElseGet(ModuleVerdict.NotListed::new);
  }

  /// Judges again a module that was verified when it came to this device: an older version than the one that is listed now
  /// still counts, as long as its signers do; that there is a newer one is for the caller to say.
  ///
  /// @param bytes its manifest, as this device has kept it
  public static ModuleVerdict again(TrustSet trust, ModuleId module, byte[] bytes) {
    return deciding(trust, module)
        .map(it -> it.signers() instanceof Signers.Both both
            ? manifest(new Offer(module, bytes, true), it.target(), both, Known.NOTHING)
            : ((Signers.Lacking) it.signers()).why())
        .orElseGet(ModuleVerdict.NotListed::new);
  }

  /// How the role that decides about a module lists it, whoever signed it.
  public static Optional<TargetsDocument.Target> listed(TrustSet trust, ModuleId module) {
    return deciding(trust, module).map(Deciding::target);
  }

  /// The first role with a say that lists a module, as in TUF.
  private record Deciding(
      SignedEnvelope envelope, TargetsDocument.Target target, Signers signers) {}

  private static Optional<Deciding> deciding(TrustSet trust, ModuleId module) {
    Optional<TrustedCurriculum> curriculum = trust.curriculum();
    if (curriculum.isEmpty()) {
      return Optional.empty();
    }
    for (Role role : curriculum.get().curriculum().rolesFor(module)) {
      Optional<TargetsDocument.Target> target =
          trust.onHand(role.name()).map(it -> it.targets().get(module.delegatedPath()));
      if (target.isPresent()) {
        SignedEnvelope envelope = trust.envelope(role.name()).orElseThrow();
        return Optional.of(
            new Deciding(envelope, target.get(), signers(envelope, role, curriculum.get())));
      }
    }
    return Optional.empty();
  }

  /// A manifest that is to be judged.
  ///
  /// @param kept whether it was verified before and may be older than what is listed
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Offer(ModuleId module, byte[] bytes, boolean kept) {}

  /// The signatures of the role that decides about a module, for showing.
  public static List<Signature> signatures(TrustSet trust, ModuleId module) {
    return deciding(trust, module).map(it -> it.envelope().signatures()).orElse(List.of());
  }

  private static ModuleVerdict manifest(
      Offer offer, TargetsDocument.Target target, Signers.Both both, Known known) {
    boolean listed = target.matches(offer.bytes());
    if (!listed && !offer.kept()) {
      return new ModuleVerdict.Altered();
    }
    Manifest.Reading reading = Manifest.read(offer.bytes());
    if (reading instanceof Manifest.Reading.Refused refused) {
      return new ModuleVerdict.Malformed(refused.reason());
    }
    if (reading instanceof Manifest.Reading.TooNew tooNew) {
      return new ModuleVerdict.TooNew(tooNew.format());
    }
    Manifest manifest = ((Manifest.Reading.Read) reading).manifest();
    if (!listed && manifest.version() >= target.moduleVersion()) {
      return new ModuleVerdict.Altered();
    }
    if (!manifest.module().equals(offer.module())
        || (listed && manifest.version() != target.moduleVersion())) {
      return new ModuleVerdict.AnotherModule();
    }
    return notOlder(
        new ModuleVerdict.Verified(
            manifest,
            both.author(),
            both.reviewer(),
            new Known(manifest.version(), Sha256.of(offer.bytes()))),
        known);
  }

  /// Whether author and reviewer have signed a role's document: or why not.
  ///
  /// Every signature must be right and by somebody with a say, not only two of them: a role travels with what its signers
  /// put on it and with nothing that a stranger added.
  public static Signers signers(SignedEnvelope envelope, Role role, TrustedCurriculum trusted) {
    byte[] signed = envelope.toSign();
    for (Signature signature : envelope.signatures()) {
      Optional<VerifyingKey> key = trusted.key(signature.by());
      if (key.isEmpty()) {
        return new Signers.Lacking(new ModuleVerdict.UnknownSigner(signature.by()));
      }
      if (!key.get().verifies(signed, signature)) {
        return new Signers.Lacking(new ModuleVerdict.BadSignature(signature.by()));
      }
      if (!role.authors().contains(signature.by()) && !role.reviewers().contains(signature.by())) {
        return new Signers.Lacking(new ModuleVerdict.NotEntitled(signature.by()));
      }
    }
    Set<KeyId> signers = new HashSet<>();
    envelope.signatures().forEach(it -> signers.add(it.by()));
    List<Person> authors = owners(signers, role.authors(), trusted);
    List<Person> reviewers = owners(signers, role.reviewers(), trusted);
    for (Person author : authors) {
      for (Person reviewer : reviewers) {
        if (!author.equals(reviewer)) {
          return new Signers.Both(author, reviewer);
        }
      }
    }
    return new Signers.Lacking(missing(authors, reviewers, signers));
  }

  private static ModuleVerdict missing(
      List<Person> authors, List<Person> reviewers, Set<KeyId> signers) {
    if (!authors.isEmpty() && !reviewers.isEmpty()) {
      // One person who may do both has signed once: that is one signature. Twice, with two keys: a
      // trick.
      return signers.size() == 1
          ? new ModuleVerdict.MissingSignature(EnumSet.of(ModuleVerdict.Part.REVIEWER))
          : new ModuleVerdict.SameSigner(authors.get(0).name());
    }
    Set<ModuleVerdict.Part> parts = EnumSet.noneOf(ModuleVerdict.Part.class);
    if (authors.isEmpty()) {
      parts.add(ModuleVerdict.Part.AUTHOR);
    }
    if (reviewers.isEmpty()) {
      parts.add(ModuleVerdict.Part.REVIEWER);
    }
    return new ModuleVerdict.MissingSignature(parts);
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
