package org.busel.sdk.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.busel.sdk.session.OpenOutcome.Reason;
import org.busel.sdk.session.OpenOutcome.Undecryptable;
import org.busel.sdk.session.SessionRecords.Kind;
import org.busel.wire.PublicKeys;
import org.busel.wire.SealedContent;
import org.busel.wire.v1.KeyCounts;
import org.busel.wire.v1.Prekey;
import org.busel.wire.v1.SignedPrekey;
import org.busel.wire.v1.UploadKeys;
import org.junit.jupiter.api.Test;

/// Prekeys are made, offered, replaced and forgotten as PROTOCOL.md says, and each is used once.
final class PrekeysTest {
  private static final KeyCounts PLENTY =
      KeyCounts.newBuilder().setOneTimeEc(100).setOneTimeKem(100).build();

  private final VouchingRelay relay = new VouchingRelay();
  private final TestDevice bob = new TestDevice(relay);

  @Test
  void theFirstUploadHasEverythingAndOnlySoundKeys() {
    UploadKeys keys = bob.uploaded;

    assertThat(keys.getOneTimeEcList()).hasSize(100);
    assertThat(keys.getOneTimeKemList()).hasSize(100);
    assertThat(keys.getOneTimeEcList())
        .allMatch(key -> PublicKeys.isSoundEc(key.getPublicKey()))
        .extracting(Prekey::getId)
        .doesNotHaveDuplicates()
        .allMatch(id -> id >= 1 && id <= 16_777_215);
    assertThat(keys.getOneTimeKemList())
        .allMatch(key -> PublicKeys.isSoundKem(key.getPublicKey()))
        .extracting(SignedPrekey::getId)
        .doesNotHaveDuplicates()
        .doesNotContain(keys.getLastResortKem().getId());
    assertThat(PublicKeys.isSoundEc(keys.getSignedPrekey().getPublicKey())).isTrue();
    assertThat(PublicKeys.isSoundKem(keys.getLastResortKem().getPublicKey())).isTrue();
  }

  @Test
  void idsStartAnywhere() {
    Set<Integer> first = new HashSet<>();
    for (int i = 0; i < 4; i++) {
      UploadKeys keys = new TestDevice(relay).uploaded;
      first.add(keys.getSignedPrekey().getId());
      first.add(keys.getOneTimeEc(0).getId());
      first.add(keys.getLastResortKem().getId());
    }

    assertThat(first).hasSizeGreaterThan(10);
  }

  @Test
  void idsGoRoundAtTheEnd() {
    var batch = new PrekeyList.Batch(true, 16_777_214, 4, 0);

    assertThat(batch.ids()).containsExactly(16_777_214, 16_777_215, 1, 2);
  }

  @Test
  void nothingIsUploadedWhileTheRelayHasEnough() {
    assertThat(upload(PLENTY)).isEmpty();
    assertThat(upload(counts(20, 20))).isEmpty();
  }

  @Test
  void aSetThatRunsLowIsFilledUpToAHundredWithNewKeys() {
    UploadKeys more = upload(counts(19, 100)).orElseThrow();

    assertThat(more.getOneTimeEcCount()).isEqualTo(81);
    assertThat(more.getOneTimeKemCount()).isZero();
    assertThat(more.hasSignedPrekey()).isFalse();
    assertThat(more.getOneTimeEcList())
        .doesNotContainAnyElementsOf(bob.uploaded.getOneTimeEcList());
  }

  @Test
  void signedKeysAreReplacedEveryTwoDays() {
    bob.clock.forward(Duration.ofHours(47));
    assertThat(upload(PLENTY)).isEmpty();

    bob.clock.forward(Duration.ofHours(1));
    UploadKeys next = upload(PLENTY).orElseThrow();

    assertThat(next.getSignedPrekey()).isNotEqualTo(bob.uploaded.getSignedPrekey());
    assertThat(next.getLastResortKem()).isNotEqualTo(bob.uploaded.getLastResortKem());
    assertThat(next.getOneTimeEcCount()).isZero();
  }

  @Test
  void signedKeysThatTheRelayHasNotConfirmedAreOfferedAgainButOneTimeKeysNever() {
    bob.clock.forward(Duration.ofDays(2));
    UploadKeys lost = upload(counts(0, 0)).orElseThrow();
    UploadKeys again = upload(counts(0, 0)).orElseThrow();

    assertThat(again.getSignedPrekey()).isEqualTo(lost.getSignedPrekey());
    assertThat(again.getLastResortKem()).isEqualTo(lost.getLastResortKem());
    assertThat(again.getOneTimeEcList()).doesNotContainAnyElementsOf(lost.getOneTimeEcList());
    assertThat(again.getOneTimeKemList()).doesNotContainAnyElementsOf(lost.getOneTimeKemList());

    bob.sessions.keysUploaded(bob.records, again);
    assertThat(upload(PLENTY)).isEmpty();
  }

  @Test
  void aReplacedKeyOpensForThirtyDaysAfterTheRelayGotItsSuccessor() {
    TestDevice early = new TestDevice(relay);
    TestDevice late = new TestDevice(relay);
    early.startWith(bob, 1_000);
    late.startWith(bob, 1_000);
    SealedContent first = early.seal(bob, "within the time");
    SealedContent second = late.seal(bob, "too late");

    // Forty days without reaching the relay: nobody has the successor, so nothing is thrown away.
    bob.clock.forward(Duration.ofDays(40));
    UploadKeys next = upload(PLENTY).orElseThrow();
    bob.sessions.keysUploaded(bob.records, next);
    bob.clock.forward(Duration.ofDays(30));
    bob.sessions.keysUploaded(bob.records, upload(PLENTY).orElseThrow());
    assertThat(bob.openText(first)).isEqualTo("within the time");

    bob.clock.forward(Duration.ofDays(1));
    assertThat(upload(PLENTY)).isEmpty();
    assertThat(bob.open(second)).isEqualTo(new Undecryptable(Reason.PREKEY_GONE));
    assertThat(bob.records.count(Kind.KEM_PREKEY_USE)).isZero();
  }

  @Test
  void aClockThatWasSetToTheFutureAndBackDoesNotStopTheRotation() {
    bob.clock.forward(Duration.ofDays(3650));
    bob.sessions.keysUploaded(bob.records, upload(PLENTY).orElseThrow());
    bob.clock.forward(Duration.ofDays(-3650));

    assertThat(upload(PLENTY)).isPresent();
  }

  @Test
  void aRelayThatAlwaysAsksForMoreDoesNotFillTheDisk() {
    for (int i = 0; i < 30; i++) {
      assertThat(upload(counts(0, 19))).isPresent();
    }

    assertThat(bob.records.count(Kind.EC_PREKEY)).isLessThanOrEqualTo(20 * 100 + 1);
    assertThat(bob.records.count(Kind.KEM_PREKEY)).isLessThanOrEqualTo(20 * 100 + 1);
  }

  @Test
  void oneTimeKeysAreForgottenAfterNinetyDaysButNeverTheNewest() {
    for (int i = 0; i < 4; i++) {
      assertThat(upload(counts(0, 100))).isPresent();
    }
    assertThat(bob.records.count(Kind.EC_PREKEY)).isEqualTo(501);

    bob.clock.forward(Duration.ofDays(91));
    assertThat(upload(PLENTY)).isPresent();

    assertThat(bob.records.count(Kind.EC_PREKEY)).isEqualTo(302); // and two signed ones
  }

  @Test
  void aOneTimeBundleGivenToTwoSendersOpensForTheFirstOnly() {
    TestDevice alice = new TestDevice(relay);
    TestDevice carol = new TestDevice(relay);
    alice.startWith(bob, 4);
    carol.startWith(bob, 4);

    assertThat(bob.openText(alice.seal(bob, "first"))).isEqualTo("first");
    assertThat(bob.open(carol.seal(bob, "second")))
        .isEqualTo(new Undecryptable(Reason.PREKEY_GONE));
  }

  @Test
  void aFirstMessageOnTheLastResortKeyIsOpenedOnceEvenIfItsSessionIsForgotten() {
    TestDevice alice = new TestDevice(relay);
    alice.startWith(bob, 1_000);
    SealedContent first = alice.seal(bob, "hello");
    assertThat(bob.openText(first)).isEqualTo("hello");
    assertThat(bob.records.count(Kind.KEM_PREKEY_USE)).isEqualTo(1);

    bob.sessions.forget(bob.records, alice.id.account());

    assertThat(bob.open(first)).isEqualTo(new Undecryptable(Reason.REPLAYED_START));
  }

  @Test
  void manyMayStartOnTheLastResortKey() {
    for (int i = 0; i < 10; i++) {
      TestDevice alice = new TestDevice(relay);
      alice.startWith(bob, 1_000);

      assertThat(bob.openText(alice.seal(bob, "hello"))).isEqualTo("hello");
    }
  }

  @Test
  void aUsedOneTimeKeyIsGone() {
    long ec = bob.records.count(Kind.EC_PREKEY);
    long kem = bob.records.count(Kind.KEM_PREKEY);
    TestDevice alice = new TestDevice(relay);
    alice.startWith(bob, 8);

    assertThat(bob.openText(alice.seal(bob, "hello"))).isEqualTo("hello");

    assertThat(bob.records.count(Kind.EC_PREKEY)).isEqualTo(ec - 1);
    assertThat(bob.records.count(Kind.KEM_PREKEY)).isEqualTo(kem - 1);
  }

  private Optional<UploadKeys> upload(KeyCounts relayHas) {
    return bob.sessions.keysToUpload(bob.records, relayHas);
  }

  private static KeyCounts counts(int ec, int kem) {
    return KeyCounts.newBuilder().setOneTimeEc(ec).setOneTimeKem(kem).build();
  }
}
