package org.busel.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.busel.format.TrustRefresh.Outcome;
import org.busel.format.TrustRefresh.Search;
import org.junit.jupiter.api.Test;

/// The cases of the conformance suite for clients of TUF, under its names: documents, files and time.
class TufConformanceTest extends TufClient {
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
}
