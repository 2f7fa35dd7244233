package org.busel.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.busel.format.TrustRefresh.Freshness;
import org.busel.format.TrustRefresh.Outcome;
import org.busel.format.TrustRefresh.Search;
import org.junit.jupiter.api.Test;

/// The cases of the conformance suite for clients of TUF, under its names.
class TufConformanceTest {
  private static final TargetsDocument.Target FILE =
      TargetsDocument.Target.of("hello".getBytes(StandardCharsets.UTF_8), 0);

  private final Repository repository = new Repository();
  private Optional<TrustSet> trusted = Optional.empty();

  @Test
  void basicRefreshRequests() {
    assertCurrent();
    assertThat(repository.asked)
        .containsExactly(
            "1.root.json", "2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json");

    repository.asked.clear();
    assertCurrent();
    assertThat(repository.asked).containsExactly("2.root.json", "timestamp.json");
  }

  @Test
  void invalidInitialRoot() {
    Sha256 anchor = repository.anchor();
    repository.alter("1.root.json", "2027-01-30", "2037-01-30");

    assertThat(begun(anchor))
        .isEqualTo(new Outcome.Refused(new TrustFault.NotTheAnchor("root")));
  }

  @Test
  void unsignedInitialRoot() {
    repository.files.put("1.root.json", repository.document().unsigned().bytes());

    assertThat(begun(repository.anchor()))
        .isEqualTo(new Outcome.Refused(new TrustFault.NotEnoughSignatures("root", 0, 1)));
  }

  @Test
  void unsignedMetadata() {
    repository.timestamps = List.of();
    repository.timestampVersion = 1;
    SignedEnvelope unsigned =
        new TimestampDocument(
                2,
                Repository.LATER,
                Listed.of(1, repository.file("1.snapshot.json")),
                Optional.empty())
            .unsigned();
    repository.files.put("timestamp.json", unsigned.bytes());

    assertRefused(new TrustFault.NotEnoughSignatures("timestamp", 0, 1));
  }

  @Test
  void urlAndMetadataVersionMismatch() {
    repository.hashes = false;
    repository.targets().version = 3;
    repository.publish();
    repository.files.put("2.targets.json", repository.file("3.targets.json"));
    repository.targets().version = 2;
    repository.snapshot().timestamp();

    assertRefused(new TrustFault.WrongVersion("targets", 3, 2));
  }

  @Test
  void snapshotVersionMismatch() {
    repository.hashes = false;
    repository.publish();
    repository.files.put("3.snapshot.json", repository.file("2.snapshot.json"));
    repository.snapshotVersion = 3;
    repository.timestamp();

    assertRefused(new TrustFault.WrongVersion("snapshot", 2, 3));
  }

  @Test
  void targetsHashMismatch() {
    repository.files.put("1.targets.json", "{}".getBytes(StandardCharsets.UTF_8));

    assertRefused(new TrustFault.Altered("targets"));
  }

  @Test
  void snapshotHashMismatch() {
    repository.files.put("1.snapshot.json", "{}".getBytes(StandardCharsets.UTF_8));

    assertRefused(new TrustFault.Altered("snapshot"));
  }

  @Test
  void metadataBytesMatch() {
    assertCurrent();

    assertThat(trusted.orElseThrow().documents())
        .containsEntry("root", repository.file("1.root.json"))
        .containsEntry("timestamp", repository.file("timestamp.json"))
        .containsEntry("snapshot", repository.file("1.snapshot.json"))
        .containsEntry("targets", repository.file("1.targets.json"));
  }

  @Test
  void customFields() {
    repository.targets().version++;
    repository.targets().more.put("weather", Json.Members.of(Map.of("rain", new Json.Flag(true))));
    repository.publish();

    assertCurrent();
  }

  @Test
  void snapshot404() {
    repository.files.remove("1.snapshot.json");

    assertRefused(new TrustFault.NotThere("snapshot"));
  }

  @Test
  void targets404() {
    repository.files.remove("1.targets.json");

    assertRefused(new TrustFault.NotThere("targets"));
  }

  @Test
  void timestamp404() {
    repository.files.remove("timestamp.json");

    assertRefused(new TrustFault.NotThere("timestamp"));
  }

  @Test
  void incorrectMetadataType() {
    repository.files.put("timestamp.json", repository.file("1.snapshot.json"));
    assertThat(refresh(Repository.NOW))
        .isEqualTo(
            new Outcome.Refused(
                new TrustFault.Malformed("timestamp", "_type is not timestamp")));

    repository.publish();
    repository.hashes = false;
    repository.files.put("3.snapshot.json", repository.file("1.targets.json"));
    repository.snapshotVersion = 3;
    repository.timestamp();
    assertThat(refresh(Repository.NOW))
        .isEqualTo(
            new Outcome.Refused(new TrustFault.Malformed("snapshot", "_type is not snapshot")));
  }

  @Test
  void rootExpired() {
    repository.rootExpires = Repository.NOW.minusSeconds(1);
    repository.root();

    assertRefused(new TrustFault.Expired("root", repository.rootExpires));
  }

  @Test
  void timestampExpired() {
    repository.timestampExpires = Repository.NOW.minusSeconds(1);
    repository.timestamp();

    assertRefused(new TrustFault.Expired("timestamp", repository.timestampExpires));
    repository.timestampExpires = Repository.LATER;
    repository.timestamp();
    assertCurrent();
  }

  @Test
  void snapshotExpired() {
    repository.snapshotExpires = Repository.NOW.minusSeconds(1);
    repository.publish();

    assertRefused(new TrustFault.Expired("snapshot", repository.snapshotExpires));
    repository.snapshotExpires = Repository.LATER;
    repository.publish();
    assertCurrent();
  }

  @Test
  void targetsExpired() {
    repository.targets().version++;
    repository.targets().expires = Repository.NOW.minusSeconds(1);
    repository.publish();

    assertRefused(new TrustFault.Expired("targets", repository.targets().expires));
    repository.targets().version++;
    repository.targets().expires = Repository.LATER;
    repository.publish();
    assertCurrent();
  }

  @Test
  void expiredLocalRoot() {
    repository.rootExpires = Repository.NOW.plus(Duration.ofDays(1));
    repository.root();
    assertCurrent();
    repository.rootExpires = Repository.LATER;
    repository.root();

    assertThat(refresh(Repository.NOW.plus(Duration.ofDays(2)))).isEqualTo(new Outcome.Current());
  }

  @Test
  void expiredLocalTimestamp() {
    repository.timestampExpires = Repository.NOW.plus(Duration.ofDays(1));
    repository.timestamp();
    assertCurrent();
    Instant later = Repository.NOW.plus(Duration.ofDays(2));

    // The same one again: an old state is shown as the current one.
    assertThat(refresh(later))
        .isEqualTo(
            new Outcome.Refused(
                new TrustFault.Expired("timestamp", repository.timestampExpires)));
    repository.timestampExpires = Repository.LATER;
    repository.timestamp();
    assertThat(refresh(later)).isEqualTo(new Outcome.Current());
  }

  @Test
  void clientDownloadsExpectedFile() {
    repository.targets().version++;
    repository.targets().targets.put("a.txt", FILE);
    repository.publish();

    assertThat(find("a.txt")).isEqualTo(new Search.Listed(new TrustRefresh.Found("targets", FILE)));
  }

  @Test
  void clientDownloadsExpectedFileInSubDir() {
    repository.targets().version++;
    repository.targets().targets.put("some/where/a.txt", FILE);
    repository.publish();

    assertThat(find("some/where/a.txt"))
        .isEqualTo(new Search.Listed(new TrustRefresh.Found("targets", FILE)));
  }

  @Test
  void repositorySubstitutesTargetFile() {
    repository.targets().version++;
    repository.targets().targets.put("a.txt", FILE);
    repository.publish();
    TargetsDocument.Target target = ((Search.Listed) find("a.txt")).found().target();

    assertThat(target.matches("hello".getBytes(StandardCharsets.UTF_8))).isTrue();
    assertThat(target.matches("jello".getBytes(StandardCharsets.UTF_8))).isFalse();
    assertThat(target.matches("hello!".getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  @Test
  void multipleChangesToTarget() {
    for (int change = 0; change < 5; change++) {
      TargetsDocument.Target target = TargetsDocument.Target.of(new byte[] {(byte) change}, 0);
      repository.targets().version++;
      repository.targets().targets.put("a.txt", target);
      repository.publish();

      assertThat(find("a.txt"))
          .isEqualTo(new Search.Listed(new TrustRefresh.Found("targets", target)));
    }
  }

  @Test
  void unknownHashAlgorithm() {
    repository.targets().version++;
    repository.targets().targets.put("a.txt", FILE);
    repository.publish();
    repository.alter("2.targets.json", "\"sha256\"", "\"sha3\"");
    resigned("2.targets.json", Example.BOARD);
    repository.hashes = false;
    repository.snapshot().timestamp();

    assertThat(refresh(Repository.NOW))
        .isEqualTo(
            new Outcome.Refused(
                new TrustFault.Malformed(
                    "targets", "targets.a.txt.hashes.sha256 is missing")));
  }

  @Test
  void artifactCache() {
    repository.delegate("targets", "trainer", List.of("a/*"), false, Example.AUTHOR);
    repository.targets().version++;
    repository.role("trainer").targets.put("a/1", FILE);
    repository.publish();
    assertThat(find("a/1")).isInstanceOf(Search.Listed.class);
    repository.asked.clear();

    assertThat(find("a/1")).isInstanceOf(Search.Listed.class);
    assertThat(repository.asked).containsExactly("2.root.json", "timestamp.json");
  }

  @Test
  void doesNotMeetThreshold() {
    repository.boardThreshold = 2;
    repository.board = List.of(Example.BOARD, Example.OUTSIDER);
    repository.root();

    assertRefused(new TrustFault.NotEnoughSignatures("targets", 1, 2));
    repository.targets().version++;
    repository.targets().signers = List.of(Example.BOARD, Example.OUTSIDER);
    repository.publish();
    assertCurrent();
  }

  @Test
  void tooFewKeys() {
    repository.boardThreshold = 2;
    repository.root();

    assertRefused(new TrustFault.NotEnoughSignatures("targets", 1, 2));
  }

  @Test
  void duplicateKeys() {
    repository.alter(
        "1.root.json",
        "\"targets\":{\"keyids\":[\"" + Example.BOARD.id() + "\"]",
        "\"targets\":{\"keyids\":[\"" + Example.BOARD.id() + "\",\"" + Example.BOARD.id() + "\"]");
    resigned("1.root.json", Repository.STEWARD);

    assertRefused(new TrustFault.Malformed("root", "a role names a key twice"));
  }

  @Test
  void duplicateSigKeyids() {
    repository.stewards = List.of(Repository.STEWARD, Example.OUTSIDER);
    repository.threshold = 2;
    repository.root(Repository.STEWARD);
    String text = new String(repository.file("2.root.json"), StandardCharsets.UTF_8);
    String first =
        text.substring(text.indexOf("{\"keyid\""), text.indexOf('}', text.indexOf("\"sig\"")) + 1);
    repository.alter("2.root.json", "\"signatures\":[", "\"signatures\":[" + first + ",");

    assertRefused(
        new TrustFault.Malformed("root", "signatures are not sorted, or a key signs twice"));
  }

  @Test
  void invalidSigInValidMetadata() {
    SignedEnvelope envelope =
        ((SignedEnvelope.Reading.Read)
                SignedEnvelope.read(repository.file("1.targets.json")))
            .envelope()
            .with(Signature.of(Example.STRANGER.id(), new byte[64]));
    repository.files.put("1.targets.json", envelope.bytes());
    repository.snapshot().timestamp();

    assertCurrent();
  }

  @Test
  void newTimestampVersionRollback() {
    repository.timestamp().timestamp();
    assertCurrent();
    repository.timestampVersion = 1;
    repository.timestamp();

    assertRefused(new TrustFault.OlderThanKnown("timestamp", 2, 3));
  }

  @Test
  void newTimestampSnapshotRollback() {
    repository.publish().publish();
    assertCurrent();
    repository.snapshotVersion = 1;
    repository.timestamp();

    assertRefused(new TrustFault.OlderThanKnown("snapshot", 1, 3));
  }

  @Test
  void newTargetsVersionRollback() {
    repository.targets().version = 5;
    repository.publish();
    assertCurrent();
    repository.targets().version = 4;
    repository.publish();

    assertRefused(new TrustFault.OlderThanKnown("targets", 4, 5));
  }

  @Test
  void targetsRoleRemoval() {
    repository.delegate("targets", "trainer", List.of("a/*"), false, Example.AUTHOR);
    repository.targets().version++;
    repository.publish();
    assertCurrent();
    repository.roles.remove("trainer");
    repository.publish();

    assertRefused(new TrustFault.RoleRemoved("trainer"));
  }

  @Test
  void timestampFastForwardRecovery() {
    repository.timestampVersion = 99_998;
    repository.timestamp();
    assertCurrent();
    repository.timestamps = List.of(Example.OUTSIDER);
    repository.root();
    repository.timestampVersion = 0;
    repository.timestamp();

    assertCurrent();
    assertThat(trusted.orElseThrow().timestamp().orElseThrow().version()).isEqualTo(1);
  }

  @Test
  void snapshotFastForwardRecovery() {
    repository.snapshotVersion = 99_998;
    repository.publish();
    assertCurrent();
    repository.snapshots = List.of(Example.OUTSIDER);
    repository.timestamps = List.of(Example.AUTHOR);
    repository.root();
    repository.snapshotVersion = 0;
    repository.timestampVersion = 0;
    repository.publish();

    assertCurrent();
    assertThat(trusted.orElseThrow().snapshot().orElseThrow().version()).isEqualTo(1);
  }

  @Test
  void targetsFastForwardRecovery() {
    repository.targets().version = 99_999;
    repository.publish();
    assertCurrent();
    repository.snapshots = List.of(Example.OUTSIDER);
    repository.root();
    repository.targets().version = 2;
    repository.publish();

    assertCurrent();
  }

  @Test
  void graphTraversal() {
    // In order and in depth: targets, then a, then what a delegates, then b; and c never, because b ends it.
    repository.delegate("targets", "a", List.of("x/*"), false, Example.AUTHOR);
    repository.delegate("targets", "b", List.of("x/*"), true, Example.REVIEWER);
    repository.delegate("targets", "c", List.of("x/*"), false, Example.OUTSIDER);
    repository.delegate("a", "deep", List.of("x/*"), false, Example.OUTSIDER);
    repository.role("deep").delegations.addAll(repository.role("a").delegations);
    repository.role("c").targets.put("x/1", FILE);
    repository.targets().version++;
    repository.publish();

    assertThat(find("x/1")).isEqualTo(new Search.NotListed());
    assertThat(repository.asked)
        .filteredOn(it -> it.matches("[0-9]+\\.(a|b|c|deep)\\.json"))
        .containsExactly("1.a.json", "1.deep.json", "1.b.json");
  }

  @Test
  void targetfileSearch() {
    repository.delegate("targets", "first", List.of("x/*"), false, Example.AUTHOR);
    repository.delegate("targets", "second", List.of("x/?"), false, Example.REVIEWER);
    repository.role("first").targets.put("y/1", FILE);
    repository.role("second").targets.put("x/1", FILE);
    repository.role("second").targets.put("x/long", FILE);
    repository.targets().version++;
    repository.publish();

    assertThat(find("x/1")).isEqualTo(new Search.Listed(new TrustRefresh.Found("second", FILE)));
    assertThat(find("x/long")).isEqualTo(new Search.NotListed());
    assertThat(find("y/1")).isEqualTo(new Search.NotListed());
    assertThat(find("x/deep/1")).isEqualTo(new Search.NotListed());
  }

  @Test
  void cachedRoleIsVerifiedAgainstCurrentDelegator() {
    repository.delegate("targets", "trainer", List.of("a/*"), false, Example.AUTHOR);
    repository.role("trainer").targets.put("a/1", FILE);
    repository.targets().version++;
    repository.publish();
    assertThat(find("a/1")).isInstanceOf(Search.Listed.class);

    // The trainer's key was replaced; what it signed is on hand, and counts no more.
    repository.targets().delegations.clear();
    repository
        .targets()
        .delegations
        .add(
            new TargetsDocument.Delegation(
                "trainer", Repository.quorum(List.of(Example.REVIEWER), 1), List.of("a/*"), false));
    repository.targets().version++;
    repository.publish();

    assertThat(find("a/1"))
        .isEqualTo(
            new Search.Stopped(
                new Outcome.Refused(new TrustFault.NotEnoughSignatures("trainer", 0, 1))));
  }

  @Test
  void delegationNotInSnapshot() {
    repository.delegate("targets", "trainer", List.of("a/*"), false, Example.AUTHOR);
    repository.roles.remove("trainer");
    repository.targets().version++;
    repository.publish();

    assertThat(find("a/1"))
        .isEqualTo(new Search.Stopped(new Outcome.Refused(new TrustFault.NotThere("trainer"))));
  }

  @Test
  void rootRotation() {
    assertCurrent();
    repository.stewards = List.of(Example.AUTHOR, Example.REVIEWER, Example.OUTSIDER);
    repository.threshold = 2;
    repository.root();
    // Signed by the new stewards alone: somebody else's root.
    assertRefused(new TrustFault.NotEnoughSignatures("root", 0, 1));

    repository.rootVersion--;
    repository.root(Repository.STEWARD);
    assertCurrent();
    assertThat(trusted.orElseThrow().root().version()).isEqualTo(2);

    // A version is left out.
    repository.rootVersion++;
    repository.root();
    repository.files.put("3.root.json", repository.file("4.root.json"));
    assertRefused(new TrustFault.WrongVersion("root", 4, 3));
  }

  @Test
  void nonRootRotations() {
    repository.board = List.of(Example.OUTSIDER);
    repository.snapshots = List.of(Example.AUTHOR);
    repository.timestamps = List.of(Example.REVIEWER);
    repository.root();
    assertRefused(new TrustFault.NotEnoughSignatures("timestamp", 0, 1));

    repository.publish();
    assertRefused(new TrustFault.NotEnoughSignatures("targets", 0, 1));

    repository.targets().signers = List.of(Example.OUTSIDER);
    repository.targets().version++;
    repository.publish();
    assertCurrent();
  }

  @Test
  void unusualRoleName() {
    for (String name : List.of("?", "#", "/", "..", "../a", "a+b", "100%")) {
      Repository unusual = new Repository();
      unusual.delegate("targets", name, List.of("a/*"), false, Example.AUTHOR);
      unusual.role(name).targets.put("a/1", FILE);
      unusual.targets().version++;
      unusual.publish();
      TrustRefresh refresh = begin(unusual, unusual.anchor());

      assertThat(refresh.run()).isEqualTo(new Outcome.Current());
      assertThat(refresh.find("a/1"))
          .isEqualTo(new Search.Listed(new TrustRefresh.Found(name, FILE)));
      assertThat(unusual.asked).allMatch(file -> file.matches("[A-Za-z0-9.%_-]+"));
    }
  }

  private void resigned(String file, Signer signer) {
    SignedEnvelope envelope =
        ((SignedEnvelope.Reading.Read) SignedEnvelope.read(repository.file(file))).envelope();
    repository.files.put(
        file, signer.sign(new SignedEnvelope(List.of(), envelope.signed())).bytes());
  }

  private void assertCurrent() {
    assertThat(refresh(Repository.NOW)).isEqualTo(new Outcome.Current());
  }

  /// A refusal, after which the client still has what it had.
  private void assertRefused(TrustFault fault) {
    Optional<TrustSet> before = trusted;
    assertThat(refresh(Repository.NOW)).isEqualTo(new Outcome.Refused(fault));
    if (before.isPresent() && before.get().curriculum().isPresent()) {
      assertThat(trusted.orElseThrow().documents()).isNotEmpty();
    }
  }

  private Search find(String path) {
    TrustRefresh refresh = start(Repository.NOW);
    assertThat(refresh.run()).isEqualTo(new Outcome.Current());
    Search search = refresh.find(path);
    trusted = Optional.of(kept(refresh.trusted()));
    return search;
  }

  private Outcome refresh(Instant now) {
    if (trusted.isEmpty()) {
      TrustRefresh.Start start =
          TrustRefresh.begin(repository.anchor(), repository, now, Freshness.REQUIRED);
      if (start instanceof TrustRefresh.Start.Stopped stopped) {
        return stopped.why();
      }
      TrustRefresh refresh = ((TrustRefresh.Start.Begun) start).refresh();
      Outcome outcome = refresh.run();
      trusted = Optional.of(kept(refresh.trusted()));
      return outcome;
    }
    TrustRefresh refresh = start(now);
    Outcome outcome = refresh.run();
    trusted = Optional.of(kept(refresh.trusted()));
    return outcome;
  }

  private TrustRefresh start(Instant now) {
    return trusted
        .map(it -> TrustRefresh.from(it, repository, now, Freshness.REQUIRED))
        .orElseGet(() -> begin(repository, repository.anchor()));
  }

  private static TrustRefresh begin(Repository repository, Sha256 anchor) {
    return ((TrustRefresh.Start.Begun)
            TrustRefresh.begin(anchor, repository, Repository.NOW, Freshness.REQUIRED))
        .refresh();
  }

  private Outcome begun(Sha256 anchor) {
    return ((TrustRefresh.Start.Stopped)
            TrustRefresh.begin(anchor, repository, Repository.NOW, Freshness.REQUIRED))
        .why();
  }

  /// As after a restart: through the bytes.
  private static TrustSet kept(TrustSet set) {
    return TrustSet.kept(new TreeMap<>(set.documents())).orElseThrow();
  }
}
