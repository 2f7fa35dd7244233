package org.busel.relay.serve;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.busel.catalog.BlobId;
import org.busel.catalog.BlobStore;
import org.busel.catalog.CatalogStore;
import org.busel.catalog.TrustDocument;
import org.busel.format.Listed;
import org.busel.format.Quorum;
import org.busel.format.RootDocument;
import org.busel.format.Sha256;
import org.busel.format.SignedEnvelope;
import org.busel.format.SnapshotDocument;
import org.busel.format.TimestampDocument;
import org.busel.format.TrustFault;
import org.busel.format.TrustSet;
import org.busel.format.VerifyingKey;
import org.busel.relay.auth.TrustKeys;

/// The relay's part in the trust chain: it keeps the documents that others sign, and signs itself which of them are current.
/// Safe for many threads; calls block on the store and may throw [org.busel.store.StoreUnavailableException].
///
/// Snapshot and timestamp are signed anew when something changed, and when much of their time is over; whoever asks for a
/// timestamp gets one that lasts at least [#TIMESTAMP_LEFT].
public final class TrustOffice {
  /// How long a timestamp is in force.
  static final Duration TIMESTAMP_IN_FORCE = Duration.ofDays(7);

  /// How much of that is left, at least, when somebody asks.
  static final Duration TIMESTAMP_LEFT = Duration.ofDays(6);

  /// How long a snapshot is in force.
  static final Duration SNAPSHOT_IN_FORCE = Duration.ofDays(30);

  /// How much of that is left, at least.
  static final Duration SNAPSHOT_LEFT = Duration.ofDays(15);

  private static final Instant EPOCH = Instant.parse("2020-01-01T00:00:00Z");
  private static final String ROOT = "root";
  private static final String SNAPSHOT = "snapshot";
  private static final String TIMESTAMP = "timestamp";

  private static final Set<String> OWN = Set.of(SNAPSHOT, TIMESTAMP);

  private final CatalogStore catalog;
  private final BlobStore blobs;
  private final TrustKeys keys;
  private final Clock clock;
  private Instant lookAgain = Instant.MIN; // guarded by this

  public TrustOffice(CatalogStore catalog, BlobStore blobs, TrustKeys keys, Clock clock) {
    this.catalog = catalog;
    this.blobs = blobs;
    this.keys = keys;
    this.clock = clock;
  }

  /// What became of adding a root.
  public sealed interface Adding {
    /// It is in force. A new first root is the anchor of every invitation from now on.
    record Added(int version) implements Adding {}

    /// It was there.
    record AlreadyThere(int version) implements Adding {}

    /// It cannot follow what is there.
    record Refused(String reason, String hint) implements Adding {}
  }

  /// The key that the next root should name for snapshot and timestamp.
  public VerifyingKey key() {
    return keys.newest();
  }

  /// Makes a new such key. The old ones go on signing while the root names them.
  public VerifyingKey newKey() {
    return keys.makeAnother();
  }

  /// What learners pin: the digest of the first root; nothing until there is one.
  public Optional<Sha256> anchor() {
    return catalog
        .document(ROOT, 1)
        .flatMap(it -> blobs.get(it.document()))
        .flatMap(bytes -> envelope(bytes.toByteArray()))
        .map(SignedEnvelope::digest);
  }

  /// The newest root as it was signed.
  public Optional<SignedEnvelope> root() {
    return catalog
        .document(ROOT)
        .flatMap(it -> blobs.get(it.document()))
        .flatMap(bytes -> envelope(bytes.toByteArray()));
  }

  /// Adds a root that comes from the operator: the first one, or the next.
  public synchronized Adding addRoot(byte[] bytes) {
    Optional<SignedEnvelope> envelope = envelope(bytes);
    if (envelope.isEmpty()
        || !(RootDocument.read(envelope.get()) instanceof RootDocument.Reading.Read(var root))) {
      return new Adding.Refused("this is no root", "make one with busel-relay trust init");
    }
    if (root.version() == 1 && catalog.document(ROOT).isEmpty()) {
      return switch (TrustSet.anchored(bytes, envelope.get().digest())) {
        case TrustSet.Step.Refused(var fault) -> refused(fault);
        case TrustSet.Step.Accepted _ when !namesUs(root) ->
            new Adding.Refused(
                "the root does not name this relay's key for snapshot and timestamp",
                "make it with busel-relay trust init on this relay");
        case TrustSet.Step.Accepted _ -> added(root.version(), bytes);
      };
    }
    return nextRoot(root.version(), bytes);
  }

  /// Adds the root after the newest one; who brings it does not matter, only who signed it.
  synchronized Adding nextRoot(int version, byte[] bytes) {
    Optional<BlobId> there = catalog.document(ROOT, version).map(TrustDocument::document);
    if (there.isPresent()) {
      if (!there.get().hex().equals(Sha256.of(bytes).hex())) {
        return new Adding.Refused(
            "there is another root of version " + version,
            "make the next one with busel-relay trust rotate");
      }
      BlobId _ = keep(bytes); // the disk may have lost it
      signAnew();
      return new Adding.AlreadyThere(version);
    }
    Optional<TrustSet> trusted = trusted();
    if (trusted.isEmpty()) {
      return new Adding.Refused(
          "this relay has no first root yet", "the operator runs: busel-relay trust add FILE");
    }
    return switch (trusted.get().withRoot(bytes)) {
      case TrustSet.Step.Refused(var fault) -> refused(fault);
      case TrustSet.Step.Accepted _ -> added(version, bytes);
    };
  }

  private static Adding refused(TrustFault fault) {
    VerdictReply.Words words = VerdictReply.words(fault);
    return new Adding.Refused(words.reason(), words.hint());
  }

  private Adding added(int version, byte[] bytes) {
    var _ = catalog.admitDocument(new TrustDocument(ROOT, version, keep(bytes)));
    signAnew();
    return new Adding.Added(version);
  }

  private boolean namesUs(RootDocument root) {
    return root.holders().snapshot().keys().contains(keys.newest())
        && root.holders().timestamp().keys().contains(keys.newest());
  }

  /// Everything that is on hand, as a learner would hold it. Roots are checked when they are added; the store is the
  /// relay's own.
  Optional<TrustSet> trusted() {
    SortedMap<String, byte[]> documents = new TreeMap<>();
    for (TrustDocument document : catalog.documents()) {
      blobs
          .get(document.document())
          .ifPresent(bytes -> documents.put(document.name(), bytes.toByteArray()));
    }
    return TrustSet.kept(documents);
  }

  /// Where a document lies, by name and version.
  Optional<BlobId> document(String name, int version) {
    return catalog.document(name, version).map(TrustDocument::document);
  }

  /// Where the newest timestamp lies, signed just now if need be.
  synchronized Optional<BlobId> timestamp() {
    if (!clock.instant().isBefore(lookAgain)) {
      signAnew();
    }
    return catalog.document(TIMESTAMP).map(TrustDocument::document);
  }

  /// Keeps bytes under their hash.
  BlobId keep(byte[] bytes) {
    BlobId id = new BlobId(Sha256.of(bytes).hex());
    blobs.put(id, ByteString.copyFrom(bytes));
    return id;
  }

  /// Signs a snapshot and a timestamp if what they say is no longer so, or soon too old.
  synchronized void signAnew() {
    Optional<TrustSet> trusted = trusted();
    if (trusted.isEmpty() || lacksSomething()) {
      return;
    }
    Instant now = clock.instant();
    RootDocument.Holders holders = trusted.get().root().holders();
    byte[] snapshot = snapshot(trusted.get(), holders.snapshot(), now);
    Optional<TimestampDocument> old = trusted.get().timestamp();
    Listed listed = Listed.of(versionOf(snapshot), snapshot);
    boolean fits =
        old.isPresent()
            && old.get().snapshot().equals(listed)
            && !old.get().expires().isBefore(now.plus(TIMESTAMP_LEFT));
    if (!fits) {
      int version = next(TIMESTAMP);
      byte[] _ = sign(
          TIMESTAMP,
          version,
          new TimestampDocument(
                  version, now.plus(TIMESTAMP_IN_FORCE), listed, Optional.of(now))
              .unsigned(),
          holders.timestamp());
    }
    lookAgain = now.plus(TIMESTAMP_IN_FORCE).minus(TIMESTAMP_LEFT);
  }

  /// Whether the disk has lost a document that a snapshot must name; it has to be published again first.
  private boolean lacksSomething() {
    return !blobs
        .missing(
            catalog.documents().stream()
                .filter(it -> !OWN.contains(it.name()))
                .map(TrustDocument::document)
                .toList())
        .isEmpty();
  }

  private byte[] snapshot(TrustSet trusted, Quorum by, Instant now) {
    SortedMap<String, Listed> roles = new TreeMap<>();
    for (TrustDocument document : catalog.documents()) {
      if (!document.name().equals(ROOT) && !OWN.contains(document.name())) {
        byte[] bytes = blobs.get(document.document()).orElseThrow().toByteArray();
        roles.put(document.name(), Listed.of(document.version(), bytes));
      }
    }
    Optional<SnapshotDocument> old = trusted.snapshot();
    if (old.isPresent()
        && old.get().roles().equals(roles)
        && !old.get().expires().isBefore(now.plus(SNAPSHOT_LEFT))) {
      return trusted.bytes(SNAPSHOT).orElseThrow();
    }
    int version = next(SNAPSHOT);
    return sign(
        SNAPSHOT,
        version,
        new SnapshotDocument(version, now.plus(SNAPSHOT_IN_FORCE), roles).unsigned(),
        by);
  }

  /// Above the newest that is in the store, and never below the minutes since 2020: a relay that was put back from a backup
  /// does not fall behind what learners have seen.
  private int next(String name) {
    int minutes = Math.toIntExact(Duration.between(EPOCH, clock.instant()).toMinutes());
    return Math.max(catalog.document(name).map(it -> it.version() + 1).orElse(1), minutes);
  }

  private byte[] sign(String name, int version, SignedEnvelope unsigned, Quorum by) {
    byte[] bytes = keys.sign(unsigned, by).bytes();
    var _ = catalog.admitDocument(new TrustDocument(name, version, keep(bytes)));
    return bytes;
  }

  private int versionOf(byte[] snapshot) {
    String hex = Sha256.of(snapshot).hex();
    return catalog
        .document(SNAPSHOT)
        .filter(it -> it.document().hex().equals(hex))
        .orElseThrow()
        .version();
  }

  private static Optional<SignedEnvelope> envelope(byte[] bytes) {
    return SignedEnvelope.read(bytes) instanceof SignedEnvelope.Reading.Read(var envelope)
        ? Optional.of(envelope)
        : Optional.empty();
  }
}
