package org.busel.format;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is believed now: the newest root, timestamp, snapshot, curriculum and roles that passed. Immutable and without IO:
/// every document that a source hands out goes through one of the `with…` calls, which are the checks of TUF's client
/// workflow (specification 1.0.31, section 5; the numbers stand beside the checks). [TrustRefresh] calls them in order.
///
/// Having one is the proof that its root goes back to the pinned one.
public final class TrustSet {
  static final String ROOT = "root";
  static final String TIMESTAMP = "timestamp";
  static final String SNAPSHOT = "snapshot";

  /// The curriculum board's role.
  public static final String CURRICULUM = "targets";

  static final Set<String> TOP = Set.of(ROOT, TIMESTAMP, SNAPSHOT, CURRICULUM);

  private final Signed<RootDocument> root;
  private final Optional<Signed<TimestampDocument>> timestamp;
  private final Optional<Signed<SnapshotDocument>> snapshot;
  private final SortedMap<String, Signed<TargetsDocument>> roles;

  private TrustSet(
      Signed<RootDocument> root,
      Optional<Signed<TimestampDocument>> timestamp,
      Optional<Signed<SnapshotDocument>> snapshot,
      Map<String, Signed<TargetsDocument>> roles) {
    this.root = root;
    this.timestamp = timestamp;
    this.snapshot = snapshot;
    this.roles = Collections.unmodifiableSortedMap(new TreeMap<>(roles));
  }

  /// What became of offering a document.
  public sealed interface Step {
    /// It is believed; go on with this set.
    record Accepted(TrustSet set) implements Step {}

    /// It is not; what was believed before still is.
    record Refused(TrustFault fault) implements Step {}
  }

  /// A document with its envelope and its bytes as they travelled.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Signed<T>(T document, SignedEnvelope envelope, byte[] bytes) {}

  @FunctionalInterface
  private interface Parser<T> {
    T parse(Fields fields) throws MalformedException;
  }

  /// Begins with the first root. Section 5.2: it comes with the application, here as a hash in the relay's invitation.
  ///
  /// @param anchor the digest of the first root's `signed`
  public static Step anchored(byte[] bytes, Sha256 anchor) {
    try {
      Signed<RootDocument> first = read(ROOT, bytes, RootDocument::fromJson);
      if (!first.envelope().digest().equals(anchor)) {
        return refused(new TrustFault.NotTheAnchor(ROOT));
      }
      requireSigned(ROOT, first.envelope(), first.document().holders().stewards());
      return new Step.Accepted(
          new TrustSet(first, Optional.empty(), Optional.empty(), Map.of()));
    } catch (FaultException e) {
      return refused(e.fault());
    }
  }

  /// Section 5.3: the next root.
  public Step withRoot(byte[] bytes) {
    try {
      Signed<RootDocument> next = read(ROOT, bytes, RootDocument::fromJson);
      RootDocument old = root.document();
      // 5.3.4: signed by enough of the old stewards and by enough of the new ones.
      requireSigned(ROOT, next.envelope(), old.holders().stewards());
      requireSigned(ROOT, next.envelope(), next.document().holders().stewards());
      // 5.3.5: exactly one version on.
      if (next.document().version() != old.version() + 1) {
        return refused(
            new TrustFault.WrongVersion(ROOT, next.document().version(), old.version() + 1));
      }
      // 5.3.11: other keys of timestamp or snapshot: what the old ones said binds nobody any more, so that a thief who
      // signed absurdly high versions has not locked everybody out.
      RootDocument.Holders now = next.document().holders();
      boolean sameKeys =
          now.timestamp().keys().equals(old.holders().timestamp().keys())
              && now.snapshot().keys().equals(old.holders().snapshot().keys());
      return new Step.Accepted(
          new TrustSet(
              next,
              sameKeys ? timestamp : Optional.empty(),
              sameKeys ? snapshot : Optional.empty(),
              roles));
    } catch (FaultException e) {
      return refused(e.fault());
    }
  }

  /// Section 5.4: the newest timestamp.
  public Step withTimestamp(byte[] bytes) {
    try {
      Signed<TimestampDocument> next = read(TIMESTAMP, bytes, TimestampDocument::fromJson);
      // 5.4.2: signed.
      requireSigned(TIMESTAMP, next.envelope(), root.document().holders().timestamp());
      if (timestamp.isPresent()) {
        TimestampDocument known = timestamp.get().document();
        // 5.4.3.1: not older; the same one changes nothing.
        requireNotOlder(TIMESTAMP, next.document().version(), known.version());
        if (next.document().version() == known.version()) {
          return new Step.Accepted(this);
        }
        // 5.4.3.2: neither is the snapshot that it names.
        requireNotOlder(
            SNAPSHOT, next.document().snapshot().version(), known.snapshot().version());
      }
      return new Step.Accepted(new TrustSet(root, Optional.of(next), snapshot, roles));
    } catch (FaultException e) {
      return refused(e.fault());
    }
  }

  /// Section 5.5: the snapshot that the timestamp names.
  public Step withSnapshot(byte[] bytes) {
    try {
      Listed listed = timestamp.orElseThrow().document().snapshot();
      // 5.5.2: length and hash.
      requireListed(SNAPSHOT, listed, bytes);
      Signed<SnapshotDocument> next = read(SNAPSHOT, bytes, SnapshotDocument::fromJson);
      // 5.5.3: signed.
      requireSigned(SNAPSHOT, next.envelope(), root.document().holders().snapshot());
      // 5.5.4: the version that the timestamp says.
      requireVersion(SNAPSHOT, next.document().version(), listed.version());
      if (snapshot.isPresent()) {
        // 5.5.5: no role is older than before, and none is gone.
        for (Map.Entry<String, Listed> known : snapshot.get().document().roles().entrySet()) {
          Listed now = next.document().roles().get(known.getKey());
          if (now == null) {
            return refused(new TrustFault.RoleRemoved(known.getKey()));
          }
          requireNotOlder(known.getKey(), now.version(), known.getValue().version());
        }
      }
      return new Step.Accepted(new TrustSet(root, timestamp, Optional.of(next), roles));
    } catch (FaultException e) {
      return refused(e.fault());
    }
  }

  /// Sections 5.6 and 5.7: the curriculum, or a role below it.
  ///
  /// @param by who has to sign it: the root says so for the curriculum, the delegating document for a role
  Step withRole(String name, byte[] bytes, Quorum by) {
    try {
      // 5.6.1: the snapshot names it.
      Optional<Listed> listed = listed(name);
      if (listed.isEmpty()) {
        return refused(new TrustFault.NotThere(name));
      }
      // 5.6.2: length and hash, if the snapshot gives them.
      requireListed(name, listed.get(), bytes);
      Signed<TargetsDocument> next = read(name, bytes, TargetsDocument::fromJson);
      // 5.6.3: signed.
      requireSigned(name, next.envelope(), by);
      // Beyond TUF: one role's document does not stand in for another's.
      if (next.document().role().filter(said -> !said.equals(name)).isPresent()) {
        return refused(new TrustFault.Malformed(name, "it says of itself that it is another role"));
      }
      // 5.6.4: the version that the snapshot says.
      requireVersion(name, next.document().version(), listed.get().version());
      SortedMap<String, Signed<TargetsDocument>> more = new TreeMap<>(roles);
      more.put(name, next);
      return new Step.Accepted(new TrustSet(root, timestamp, snapshot, more));
    } catch (FaultException e) {
      return refused(e.fault());
    }
  }

  /// The root that is believed.
  public RootDocument root() {
    return root.document();
  }

  /// The timestamp that is believed, if there is one.
  public Optional<TimestampDocument> timestamp() {
    return timestamp.map(Signed::document);
  }

  /// The snapshot that is believed, if there is one.
  public Optional<SnapshotDocument> snapshot() {
    return snapshot.map(Signed::document);
  }

  /// Who must sign the curriculum.
  Quorum board() {
    return root.document().holders().board();
  }

  /// What the snapshot says about a role.
  public Optional<Listed> listed(String role) {
    return snapshot.map(it -> it.document().roles().get(role));
  }

  /// The document of a role as the current snapshot names it and `by` signed it; a document that only an earlier snapshot
  /// or an earlier delegation vouched for is none.
  Optional<TargetsDocument> role(String name, Quorum by) {
    return Optional.ofNullable(roles.get(name))
        .filter(it ->
            listed(name)
                .filter(listed ->
                    listed.version() == it.document().version() && listed.matches(it.bytes()))
                .isPresent())
        .filter(it -> by.isMetBy(it.envelope()))
        .map(Signed::document);
  }

  /// Whether the snapshot here is the one that the timestamp here names.
  boolean hasNamedSnapshot() {
    return snapshot.isPresent()
        && timestamp
            .map(it -> it.document().snapshot())
            .filter(it ->
                it.version() == snapshot.get().document().version()
                    && it.matches(snapshot.get().bytes()))
            .isPresent()
        && root.document().holders().snapshot().isMetBy(snapshot.get().envelope());
  }

  /// The signed document of a role or of the curriculum, as it is on hand.
  public Optional<SignedEnvelope> envelope(String role) {
    return Optional.ofNullable(roles.get(role)).map(Signed::envelope);
  }

  /// What the curriculum board says, as the newest curriculum on hand has it; nothing if there is none that the board of
  /// today has signed, or if it is no curriculum of Busel's.
  public Optional<TrustedCurriculum> curriculum() {
    return envelope(CURRICULUM)
        .filter(board()::isMetBy)
        .flatMap(it ->
            Curriculum.read(it) instanceof Curriculum.Reading.Read read
                ? Optional.of(new TrustedCurriculum(read.curriculum()))
                : Optional.empty());
  }

  /// The newest document of a role on hand, whoever still vouches for it.
  public Optional<TargetsDocument> onHand(String role) {
    return Optional.ofNullable(roles.get(role)).map(Signed::document);
  }

  /// When the relay last said that this is the current state; nothing if it never did or does not say.
  public Optional<Instant> confirmed() {
    return timestamp().flatMap(TimestampDocument::made);
  }

  /// Everything here as it travelled, by name: for keeping.
  public SortedMap<String, byte[]> documents() {
    SortedMap<String, byte[]> all = new TreeMap<>();
    all.put(ROOT, root.bytes());
    timestamp.ifPresent(it -> all.put(TIMESTAMP, it.bytes()));
    snapshot.ifPresent(it -> all.put(SNAPSHOT, it.bytes()));
    roles.forEach((name, it) -> all.put(name, it.bytes()));
    return all;
  }

  /// One of [#documents].
  public Optional<byte[]> bytes(String name) {
    return Optional.ofNullable(documents().get(name));
  }

  /// What was kept. The root must have been kept where nobody else writes; the others are checked again, and what no longer
  /// passes is left out.
  ///
  /// @return nothing if there is no readable root
  public static Optional<TrustSet> kept(Map<String, byte[]> documents) {
    byte[] bytes = documents.get(ROOT);
    if (bytes == null) {
      return Optional.empty();
    }
    try {
      TrustSet set =
          new TrustSet(
              read(ROOT, bytes, RootDocument::fromJson),
              Optional.empty(),
              Optional.empty(),
              Map.of());
      return Optional.of(set.withKept(documents));
    } catch (FaultException e) {
      return Optional.empty();
    }
  }

  private TrustSet withKept(Map<String, byte[]> documents) {
    RootDocument.Holders holders = root.document().holders();
    Optional<Signed<TimestampDocument>> stamp =
        kept(documents, TIMESTAMP, TimestampDocument::fromJson)
            .filter(it -> holders.timestamp().isMetBy(it.envelope()));
    Optional<Signed<SnapshotDocument>> names =
        kept(documents, SNAPSHOT, SnapshotDocument::fromJson)
            .filter(it -> holders.snapshot().isMetBy(it.envelope()));
    Map<String, Signed<TargetsDocument>> all = new TreeMap<>();
    for (String name : documents.keySet()) {
      if (name.equals(CURRICULUM) || !TOP.contains(name)) {
        kept(documents, name, TargetsDocument::fromJson).ifPresent(it -> all.put(name, it));
      }
    }
    return new TrustSet(root, stamp, names, all);
  }

  private static <T> Optional<Signed<T>> kept(
      Map<String, byte[]> documents, String name, Parser<T> parser) {
    byte[] bytes = documents.get(name);
    if (bytes == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(name, bytes, parser));
    } catch (FaultException e) {
      return Optional.empty();
    }
  }

  private static <T> Signed<T> read(String name, byte[] bytes, Parser<T> parser)
      throws FaultException {
    try {
      SignedEnvelope envelope = SignedEnvelope.parse(bytes);
      return new Signed<>(parser.parse(Fields.of(envelope.signed())), envelope, bytes.clone());
    } catch (TooNewException e) {
      throw new FaultException(new TrustFault.TooNew(name, e.reason()));
    } catch (MalformedException e) {
      throw new FaultException(new TrustFault.Malformed(name, e.reason()));
    }
  }

  private static void requireSigned(String name, SignedEnvelope envelope, Quorum by)
      throws FaultException {
    int have = by.signaturesOn(envelope);
    if (have < by.threshold()) {
      throw new FaultException(new TrustFault.NotEnoughSignatures(name, have, by.threshold()));
    }
  }

  private static void requireListed(String name, Listed listed, byte[] bytes)
      throws FaultException {
    if (!listed.matches(bytes)) {
      throw new FaultException(new TrustFault.Altered(name));
    }
  }

  private static void requireVersion(String name, int version, int expected)
      throws FaultException {
    if (version != expected) {
      throw new FaultException(new TrustFault.WrongVersion(name, version, expected));
    }
  }

  private static void requireNotOlder(String name, int version, int known) throws FaultException {
    if (version < known) {
      throw new FaultException(new TrustFault.OlderThanKnown(name, version, known));
    }
  }

  private static Step refused(TrustFault fault) {
    return new Step.Refused(fault);
  }

  /// Carries a fault out of a check. Never leaves this class.
  private static final class FaultException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient TrustFault fault;

    FaultException(TrustFault fault) {
      super(null, null, false, false);
      this.fault = fault;
    }

    TrustFault fault() {
      return fault;
    }
  }

  @Override
  public String toString() {
    return "TrustSet[root " + root.document().version() + "]";
  }
}
