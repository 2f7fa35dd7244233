package org.busel.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.busel.format.TrustRefresh.Outcome;
import org.busel.format.TrustRefresh.Search;
import org.junit.jupiter.api.Test;

/// The cases of the conformance suite for clients of TUF, under its names: signatures, versions, keys and delegations.
class TufRolesConformanceTest extends TufClient {
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
}
