package org.busel.format;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A repository of TUF that does what a test says, right or wrong, and notes what it is asked for.
final class Repository implements TrustSource {
  static final Instant NOW = Example.NOW;
  static final Instant LATER = Example.EXPIRES;
  static final Signer STEWARD = new Signer(11);
  static final Signer SNAPSHOTS = new Signer(12);
  static final Signer TIMESTAMPS = new Signer(13);

  /// A role of the curriculum or below it.
  static final class Role {
    int version = 1;
    Instant expires = LATER;
    final SortedMap<String, TargetsDocument.Target> targets = new TreeMap<>();
    final List<TargetsDocument.Delegation> delegations = new ArrayList<>();
    final Map<String, Json> more = new TreeMap<>();
    List<Signer> signers;

    Role(Signer... signers) {
      this.signers = List.of(signers);
    }
  }

  final Map<String, byte[]> files = new TreeMap<>();
  final List<String> asked = new ArrayList<>();
  final SortedMap<String, Role> roles = new TreeMap<>();
  List<Signer> stewards = List.of(STEWARD);
  int threshold = 1;
  List<Signer> board = List.of(Example.BOARD);
  int boardThreshold = 1;
  List<Signer> snapshots = List.of(SNAPSHOTS);
  List<Signer> timestamps = List.of(TIMESTAMPS);
  Instant rootExpires = LATER;
  Instant snapshotExpires = LATER;
  Instant timestampExpires = LATER;
  boolean hashes = true;
  int rootVersion;
  int snapshotVersion;
  int timestampVersion;

  /// With a root, and a curriculum that lists nothing.
  Repository() {
    roles.put("targets", new Role(Example.BOARD));
    root();
    publish();
  }

  Role targets() {
    return role("targets");
  }

  Role role(String name) {
    return Optional.ofNullable(roles.get(name)).orElseThrow();
  }

  byte[] file(String name) {
    return Optional.ofNullable(files.get(name)).orElseThrow();
  }

  /// The next root, signed by the stewards of today and, besides, by `others`.
  @CanIgnoreReturnValue
  Repository root(Signer... others) {
    rootVersion++;
    List<Signer> signers = new ArrayList<>(stewards);
    signers.addAll(List.of(others));
    files.put(rootVersion + ".root.json", signed(document().unsigned(), signers));
    return this;
  }

  RootDocument document() {
    return new RootDocument(
        rootVersion,
        rootExpires,
        new RootDocument.Holders(
            quorum(stewards, threshold),
            quorum(board, boardThreshold),
            quorum(snapshots, 1),
            quorum(timestamps, 1)));
  }

  static Quorum quorum(List<Signer> signers, int threshold) {
    return new Quorum(signers.stream().map(Signer::verifyingKey).toList(), threshold);
  }

  /// Writes all roles as they are, and the next snapshot and timestamp.
  @CanIgnoreReturnValue
  Repository publish() {
    roles.forEach(this::write);
    return snapshot().timestamp();
  }

  void write(String name, Role role) {
    files.put(
        role.version + "." + TrustRefresh.encoded(name) + ".json",
        signed(unsigned(role), role.signers));
  }

  @CanIgnoreReturnValue
  Repository snapshot() {
    snapshotVersion++;
    SortedMap<String, Listed> meta = new TreeMap<>();
    roles.forEach((name, role) -> {
      byte[] bytes = files.get(role.version + "." + TrustRefresh.encoded(name) + ".json");
      meta.put(name, listed(role.version, bytes));
    });
    files.put(
        snapshotVersion + ".snapshot.json",
        signed(
            new SnapshotDocument(snapshotVersion, snapshotExpires, meta).unsigned(), snapshots));
    return this;
  }

  @CanIgnoreReturnValue
  Repository timestamp() {
    timestampVersion++;
    Listed listed = listed(snapshotVersion, files.get(snapshotVersion + ".snapshot.json"));
    files.put(
        "timestamp.json",
        signed(
            new TimestampDocument(timestampVersion, timestampExpires, listed, Optional.of(NOW))
                .unsigned(),
            timestamps));
    return this;
  }

  private Listed listed(int version, byte @Nullable [] bytes) {
    return hashes && bytes != null
        ? Listed.of(version, bytes)
        : new Listed(version, Optional.empty(), Optional.empty());
  }

  static byte[] signed(SignedEnvelope envelope, List<Signer> signers) {
    SignedEnvelope signed = envelope;
    for (Signer signer : signers) {
      signed = signer.sign(signed);
    }
    return signed.bytes();
  }

  private static SignedEnvelope unsigned(Role role) {
    Map<String, Json> json =
        new TreeMap<>(
            new TargetsDocument(
                    role.version, role.expires, Optional.empty(), role.targets, List.of())
                .unsigned()
                .signed()
                .byName());
    if (!role.delegations.isEmpty()) {
      Set<VerifyingKey> keys = new TreeSet<>(Comparator.comparing(VerifyingKey::id));
      List<Json> each = new ArrayList<>();
      for (TargetsDocument.Delegation delegation : role.delegations) {
        keys.addAll(delegation.quorum().keys());
        Map<String, Json> one = new TreeMap<>(delegation.quorum().toJson().byName());
        one.put("name", new Json.Text(delegation.name()));
        one.put("paths", Texts.texts(delegation.paths()));
        one.put("terminating", new Json.Flag(delegation.terminating()));
        each.add(Json.Members.of(one));
      }
      json.put(
          "delegations",
          Json.Members.of(
              Map.of("keys", DocumentHead.keysToJson(keys), "roles", new Json.Items(each))));
    }
    json.putAll(role.more);
    return new SignedEnvelope(List.of(), Json.Members.of(json));
  }

  /// Adds a role below another.
  @CanIgnoreReturnValue
  Role delegate(String from, String name, List<String> paths, boolean terminating, Signer... by) {
    role(from)
        .delegations
        .add(
            new TargetsDocument.Delegation(
                name, quorum(List.of(by), by.length), paths, terminating));
    Role role = new Role(by);
    roles.put(name, role);
    return role;
  }

  Sha256 anchor() {
    return ((SignedEnvelope.Reading.Read) SignedEnvelope.read(file("1.root.json")))
        .envelope()
        .digest();
  }

  /// Changes the text of a file and leaves its signatures as they are.
  void alter(String file, String from, String to) {
    String text = new String(file(file), StandardCharsets.UTF_8);
    if (!text.contains(from)) {
      throw new IllegalArgumentException("nothing to alter");
    }
    files.put(file, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Answer get(String file, int mostBytes) {
    asked.add(file);
    byte @Nullable [] bytes = files.get(file);
    if (bytes == null) {
      return new Answer.NotThere();
    }
    return bytes.length > mostBytes ? new Answer.Failed("too long") : new Answer.Got(bytes);
  }
}
