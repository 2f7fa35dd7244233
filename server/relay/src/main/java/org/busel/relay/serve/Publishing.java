package org.busel.relay.serve;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.busel.catalog.AdmitOutcome;
import org.busel.catalog.BlobId;
import org.busel.catalog.BlobStore;
import org.busel.catalog.CatalogStore;
import org.busel.catalog.TrustDocument;
import org.busel.format.Curriculum;
import org.busel.format.Manifest;
import org.busel.format.ModuleId;
import org.busel.format.ModuleVerdict;
import org.busel.format.PublishAnswer;
import org.busel.format.Role;
import org.busel.format.Sha256;
import org.busel.format.SignedEnvelope;
import org.busel.format.TargetsDocument;
import org.busel.format.TrustFault;
import org.busel.format.TrustSet;
import org.busel.format.TrustedCurriculum;
import org.busel.format.Verification;

/// Admits roots, curricula and trainers' roles with their modules: nobody is asked who they are, only what is signed counts.
/// Safe for many threads; every call blocks on the store and may throw [org.busel.store.StoreUnavailableException].
///
/// A role whose signatures are right opens the door for the manifests that it lists, these for the chunks that they name,
/// and nothing else does; when all of them are there, offering the role again admits it.
final class Publishing {
  private static final Reply NO_TRUST =
      Reply.refused(
          Reply.FORBIDDEN,
          "this relay has no root, so nobody may sign yet",
          "the operator runs: busel-relay trust init");
  private static final Reply NO_CURRICULUM =
      Reply.refused(
          Reply.FORBIDDEN,
          "this relay has no curriculum in force, so nobody may sign yet",
          "publish the board's curriculum first");

  private final CatalogStore catalog;
  private final BlobStore blobs;
  private final TrustOffice trust;
  private final Clock clock;
  private final Catalogue catalogue;
  private final Awaited awaited = new Awaited();

  Publishing(CatalogStore catalog, BlobStore blobs, TrustOffice trust, Clock clock) {
    this.catalog = catalog;
    this.blobs = blobs;
    this.trust = trust;
    this.clock = clock;
    this.catalogue = new Catalogue(catalog, blobs);
  }

  /// Takes any document of the trust chain that people sign.
  ///
  /// @param name `root`, `targets`, or a role's
  Reply document(String name, int version, byte[] bytes) {
    synchronized (trust) { // one after the other: each is judged by what the one before has changed
      return switch (name) {
        case "root" -> root(version, bytes);
        case "targets" -> curriculum(version, bytes);
        default -> role(name, version, bytes);
      };
    }
  }

  private Reply root(int version, byte[] bytes) {
    return switch (trust.nextRoot(version, bytes)) {
      case TrustOffice.Adding.Added _ -> {
        trust.trusted().ifPresent(catalogue::follow);
        yield admitted();
      }
      case TrustOffice.Adding.AlreadyThere _ -> admitted();
      case TrustOffice.Adding.Refused(String reason, String hint) ->
          Reply.refused(Reply.FORBIDDEN, reason, hint);
    };
  }

  private Reply curriculum(int version, byte[] bytes) {
    Optional<TrustSet> trusted = trust.trusted();
    if (trusted.isEmpty()) {
      return NO_TRUST;
    }
    if (!(SignedEnvelope.read(bytes) instanceof SignedEnvelope.Reading.Read(var envelope))) {
      return malformed("curriculum");
    }
    return switch (Curriculum.read(envelope)) {
      case Curriculum.Reading.Refused(String reason) ->
          VerdictReply.of(new TrustFault.Malformed(TrustSet.CURRICULUM, reason));
      case Curriculum.Reading.Read(Curriculum curriculum) ->
          faultIn(
                  TrustSet.CURRICULUM,
                  new Said(curriculum.version(), version, curriculum.expires()))
              .or(() -> notByBoard(envelope, trusted.get()))
              .orElseGet(() -> admit(TrustSet.CURRICULUM, version, bytes));
    };
  }

  private Optional<Reply> notByBoard(SignedEnvelope envelope, TrustSet trusted) {
    var board = trusted.root().holders().board();
    int have = board.signaturesOn(envelope);
    return have >= board.threshold()
        ? Optional.empty()
        : Optional.of(
            VerdictReply.of(
                new TrustFault.NotEnoughSignatures(
                    TrustSet.CURRICULUM, have, board.threshold())));
  }

  private Reply role(String name, int version, byte[] bytes) {
    Optional<TrustSet> trusted = trust.trusted();
    Optional<TrustedCurriculum> curriculum = trusted.flatMap(TrustSet::curriculum);
    if (curriculum.isEmpty()
        || clock.instant().isAfter(curriculum.get().curriculum().expires())) {
      return trusted.isEmpty() ? NO_TRUST : NO_CURRICULUM;
    }
    Optional<Role> role =
        curriculum.get().curriculum().roles().stream()
            .filter(it -> it.name().equals(name))
            .findFirst();
    if (role.isEmpty()) {
      return VerdictReply.of(new ModuleVerdict.NotListed());
    }
    if (!(SignedEnvelope.read(bytes) instanceof SignedEnvelope.Reading.Read(var envelope))) {
      return malformed("role " + name);
    }
    return switch (TargetsDocument.read(envelope)) {
      case TargetsDocument.Reading.Refused(String reason) ->
          VerdictReply.of(new TrustFault.Malformed(name, reason));
      case TargetsDocument.Reading.Read(TargetsDocument document) ->
          switch (Verification.signers(envelope, role.get(), curriculum.get())) {
            case Verification.Signers.Lacking(ModuleVerdict why) -> VerdictReply.of(why);
            case Verification.Signers.Both _ ->
                faultIn(name, new Said(document.version(), version, document.expires()))
                    .or(() -> faultIn(document, role.get()))
                    .or(() -> modules(document))
                    .orElseGet(() -> admit(name, version, bytes));
          };
    };
  }

  /// What a document says of itself, and the version under which it is offered.
  private record Said(int version, int offered, Instant expires) {}

  private Optional<Reply> faultIn(String name, Said said) {
    if (said.version() != said.offered()) {
      return Optional.of(
          VerdictReply.of(new TrustFault.WrongVersion(name, said.version(), said.offered())));
    }
    return clock.instant().isAfter(said.expires())
        ? Optional.of(VerdictReply.of(new TrustFault.Expired(name, said.expires())))
        : Optional.empty();
  }

  private static Optional<Reply> faultIn(TargetsDocument document, Role role) {
    if (!document.delegations().isEmpty()) {
      return Optional.of(
          Reply.refused(
              Reply.FORBIDDEN, "a trainer's role gives nobody else a say", "leave delegations out"));
    }
    for (String path : document.targets().keySet()) {
      Optional<ModuleId> module = ModuleId.delegated(path);
      if (module.isEmpty() || !role.covers(module.get())) {
        return Optional.of(
            Reply.refused(
                Reply.FORBIDDEN,
                "the role lists what the board gave it no say about",
                "let the board delegate it, and publish the curriculum first"));
      }
    }
    return Optional.empty();
  }

  /// What keeps the modules of a role from being admitted: a manifest or chunks that are not there yet, or a bad manifest.
  private Optional<Reply> modules(TargetsDocument document) {
    Set<Sha256> missing = new LinkedHashSet<>();
    List<Manifest> manifests = new ArrayList<>();
    for (Map.Entry<String, TargetsDocument.Target> each : document.targets().entrySet()) {
      TargetsDocument.Target target = each.getValue();
      Optional<ByteString> bytes = blobs.get(new BlobId(target.sha256().hex()));
      if (bytes.isEmpty()) {
        missing.add(target.sha256());
        continue;
      }
      switch (Manifest.read(bytes.get().toByteArray())) {
        case Manifest.Reading.Refused(String reason) -> {
          return Optional.of(VerdictReply.of(new ModuleVerdict.Malformed(reason)));
        }
        case Manifest.Reading.TooNew(long format) -> {
          return Optional.of(VerdictReply.of(new ModuleVerdict.TooNew(format)));
        }
        case Manifest.Reading.Read(Manifest manifest) -> {
          if (!manifest.module().delegatedPath().equals(each.getKey())
              || manifest.version() != target.moduleVersion()) {
            return Optional.of(VerdictReply.of(new ModuleVerdict.AnotherModule()));
          }
          manifests.add(manifest);
        }
      }
    }
    for (Manifest manifest : manifests) {
      Optional<Reply> older = older(manifest);
      if (older.isPresent()) {
        return older;
      }
    }
    missing.addAll(missing(manifests));
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    List<Sha256> asked = missing.stream().limit(PublishAnswer.MAX_MISSING).toList();
    awaited.add(asked);
    return Optional.of(Reply.answer(Reply.ACCEPTED, new PublishAnswer.Missing(asked)));
  }

  private Optional<Reply> older(Manifest manifest) {
    return catalog
        .find(manifest.module().text())
        .filter(current -> current.version() > manifest.version())
        .map(current -> notNewer("module", manifest.version(), current.version()));
  }

  private List<Sha256> missing(List<Manifest> manifests) {
    Set<BlobId> needed =
        manifests.stream()
            .flatMap(manifest -> manifest.chunks().stream())
            .map(chunk -> new BlobId(chunk.id().hex()))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Set<BlobId> missing = blobs.missing(needed);
    return needed.stream().filter(missing::contains).map(id -> new Sha256(id.hex())).toList();
  }

  /// Whether something verified waits for this.
  boolean awaits(Sha256 id) {
    return awaited.contains(id);
  }

  /// Takes a manifest or a chunk that something verified waits for.
  Reply chunk(Sha256 id, byte[] bytes) {
    if (!awaits(id)) {
      return Reply.refused(
          Reply.FORBIDDEN, "nothing verified waits for this chunk", "offer the module first");
    }
    if (!Sha256.of(bytes).equals(id)) {
      return Reply.refused(
          Reply.BAD_REQUEST, "the bytes are not what their name says", "send the chunk again");
    }
    blobs.put(new BlobId(id.hex()), ByteString.copyFrom(bytes));
    awaited.arrived(id);
    return admitted();
  }

  private Reply admit(String name, int version, byte[] bytes) {
    return switch (catalog.admitDocument(new TrustDocument(name, version, trust.keep(bytes)))) {
      case AdmitOutcome.Admitted(), AdmitOutcome.AlreadyAdmitted() -> {
        trust.trusted().ifPresent(catalogue::follow);
        trust.signAnew();
        yield admitted();
      }
      case AdmitOutcome.NotNewer(int current) ->
          notNewer(VerdictReply.name(name), version, current);
    };
  }

  private static Reply admitted() {
    return Reply.answer(Reply.OK, new PublishAnswer.Admitted());
  }

  private static Reply malformed(String what) {
    return Reply.refused(
        Reply.BAD_REQUEST,
        "no " + what + ": not a signed document",
        "build it with this version of busel");
  }

  private static Reply notNewer(String what, int offered, int current) {
    return Reply.refused(
        Reply.CONFLICT,
        "version " + offered + " of the " + what + " is not newer than version " + current,
        "raise the version to at least " + (current + 1) + " and sign again");
  }
}
