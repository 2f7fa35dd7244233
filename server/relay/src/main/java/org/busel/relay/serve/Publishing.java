package org.busel.relay.serve;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.busel.catalog.AdmitOutcome.Admitted;
import org.busel.catalog.AdmitOutcome.AlreadyAdmitted;
import org.busel.catalog.AdmitOutcome.NotNewer;
import org.busel.catalog.BlobId;
import org.busel.catalog.BlobStore;
import org.busel.catalog.CatalogEntry;
import org.busel.catalog.CatalogStore;
import org.busel.catalog.Curriculum;
import org.busel.format.Chunk;
import org.busel.format.CurriculumVerdict;
import org.busel.format.Known;
import org.busel.format.Manifest;
import org.busel.format.ModuleId;
import org.busel.format.ModuleVerdict;
import org.busel.format.PublishAnswer;
import org.busel.format.Sha256;
import org.busel.format.TrustedCurriculum;
import org.busel.format.Verification;
import org.busel.format.VerifyingKey;

/// Admits modules to the catalogue: nobody is asked who they are, only what is signed counts. Safe for many threads;
/// every call blocks on the store and may throw [org.busel.store.StoreUnavailableException].
///
/// A manifest whose signatures are right opens the door for the chunks that it names and for nothing else; when all of
/// them are there, offering it again admits it.
final class Publishing {
  private static final String NO_BOARD_HINT =
      "the operator sets relay.board-key to the board's public key";

  private final CatalogStore catalog;
  private final BlobStore blobs;
  private final Optional<VerifyingKey> board;
  private final Clock clock;
  private final Awaited awaited = new Awaited();

  /// @param board whose curriculum says who may sign; without it everything is refused
  Publishing(CatalogStore catalog, BlobStore blobs, Optional<VerifyingKey> board, Clock clock) {
    this.catalog = catalog;
    this.blobs = blobs;
    this.board = board;
    this.clock = clock;
  }

  /// Takes a curriculum.
  Reply curriculum(byte[] bytes) {
    if (board.isEmpty()) {
      return Reply.refused(Reply.FORBIDDEN, "this relay knows no curriculum board", NO_BOARD_HINT);
    }
    return switch (Verification.curriculum(bytes, board.get(), Known.NOTHING, clock.instant())) {
      case CurriculumVerdict.Trusted(TrustedCurriculum trusted) -> admit(bytes, trusted);
      case CurriculumVerdict verdict -> VerdictReply.of(verdict);
    };
  }

  /// Takes a manifest, if everything that it names is there.
  Reply manifest(ModuleId module, byte[] bytes) {
    Optional<TrustedCurriculum> trusted = trusted();
    if (trusted.isEmpty()) {
      return Reply.refused(
          Reply.FORBIDDEN,
          "this relay has no curriculum in force, so nobody may sign yet",
          "publish the board's curriculum first");
    }
    return switch (Verification.module(bytes, trusted.get(), Known.NOTHING, clock.instant())) {
      case ModuleVerdict.Verified verified when !verified.manifest().module().equals(module) ->
          Reply.refused(
              Reply.BAD_REQUEST,
              "the manifest is of another module",
              "offer it under the module's own id");
      case ModuleVerdict.Verified verified -> admit(bytes, verified.manifest());
      case ModuleVerdict verdict -> VerdictReply.of(verdict);
    };
  }

  /// Whether a verified manifest waits for this chunk.
  boolean awaits(Sha256 id) {
    return awaited.contains(id);
  }

  /// Takes a chunk that a verified manifest waits for.
  Reply chunk(Sha256 id, byte[] bytes) {
    if (!awaits(id)) {
      return Reply.refused(
          Reply.FORBIDDEN, "no verified manifest waits for this chunk", "offer the manifest first");
    }
    if (!Sha256.of(bytes).equals(id)) {
      return Reply.refused(
          Reply.BAD_REQUEST, "the bytes are not what their name says", "send the chunk again");
    }
    blobs.put(new BlobId(id.hex()), ByteString.copyFrom(bytes));
    awaited.arrived(id);
    return Reply.answer(Reply.OK, new PublishAnswer.Admitted());
  }

  private Optional<TrustedCurriculum> trusted() {
    return catalog
        .curriculum()
        .flatMap(current -> blobs.get(current.document()))
        .flatMap(document ->
            board.flatMap(key ->
                Verification.curriculum(document.toByteArray(), key, Known.NOTHING, clock.instant())
                        instanceof CurriculumVerdict.Trusted(TrustedCurriculum trusted)
                    ? Optional.of(trusted)
                    : Optional.empty()));
  }

  private Reply admit(byte[] bytes, TrustedCurriculum trusted) {
    BlobId id = keep(bytes);
    int version = trusted.curriculum().version();
    return switch (catalog.admitCurriculum(new Curriculum(version, id))) {
      case Admitted(), AlreadyAdmitted() -> Reply.answer(Reply.OK, new PublishAnswer.Admitted());
      case NotNewer(int current) -> notNewer("curriculum", version, current);
    };
  }

  private Reply admit(byte[] bytes, Manifest manifest) {
    Optional<CatalogEntry> current = catalog.find(manifest.module().text());
    if (current.isPresent() && current.get().version() > manifest.version()) {
      return notNewer("module", manifest.version(), current.get().version());
    }
    List<Sha256> missing = missing(manifest);
    if (!missing.isEmpty()) {
      awaited.add(missing);
      return Reply.answer(Reply.ACCEPTED, new PublishAnswer.Missing(missing));
    }
    return switch (catalog.admit(entry(manifest, keep(bytes)))) {
      case Admitted(), AlreadyAdmitted() -> Reply.answer(Reply.OK, new PublishAnswer.Admitted());
      case NotNewer(int newest) -> notNewer("module", manifest.version(), newest);
    };
  }

  private List<Sha256> missing(Manifest manifest) {
    Set<BlobId> missing =
        blobs.missing(
            manifest.chunks().stream()
                .map(chunk -> new BlobId(chunk.id().hex()))
                .collect(Collectors.toSet()));
    return manifest.chunks().stream()
        .map(Chunk::id)
        .filter(id -> missing.contains(new BlobId(id.hex())))
        .limit(PublishAnswer.MAX_MISSING)
        .toList();
  }

  private BlobId keep(byte[] bytes) {
    BlobId id = new BlobId(Sha256.of(bytes).hex());
    blobs.put(id, ByteString.copyFrom(bytes));
    return id;
  }

  private static Reply notNewer(String what, int offered, int current) {
    return Reply.refused(
        Reply.CONFLICT,
        "version " + offered + " of the " + what + " is not newer than version " + current,
        "raise the version to at least " + (current + 1) + " and sign again");
  }

  private static CatalogEntry entry(Manifest manifest, BlobId id) {
    Map<String, String> titles = new HashMap<>();
    Map<String, String> summaries = new HashMap<>();
    manifest
        .about()
        .texts()
        .forEach((language, texts) -> {
          titles.put(language.code(), texts.title());
          texts.summary().ifPresent(summary -> summaries.put(language.code(), summary));
        });
    return new CatalogEntry(
        manifest.module().text(),
        manifest.version(),
        id,
        titles,
        summaries,
        manifest.about().languages().stream().map(language -> language.code()).toList(),
        manifest.about().effort().level(),
        manifest.about().effort().minutes(),
        manifest.totalBytes(),
        Optional.of(manifest.review().until()));
  }
}
