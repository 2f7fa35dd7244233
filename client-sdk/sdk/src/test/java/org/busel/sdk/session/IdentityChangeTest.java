package org.busel.sdk.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.busel.sdk.session.OpenOutcome.IdentityChanged;
import org.busel.wire.SealedContent;
import org.junit.jupiter.api.Test;

/// A change of identity is never silent, and nothing goes to the new one before a person has looked.
final class IdentityChangeTest {
  private final VouchingRelay relay = new VouchingRelay();
  private final TestDevice alice = new TestDevice(relay);
  private final TestDevice bob = new TestDevice(relay);

  /// Bob with a new phone: the same account, another identity.
  private final TestDevice bobAnew = new TestDevice(relay, bob.id);

  @Test
  void aMessageFromANewIdentityIsNotOpenedAndBlocksSending() {
    talk();
    bobAnew.startWith(alice, 5);

    assertThat(alice.open(bobAnew.seal(alice, "it is me, bob")))
        .isEqualTo(new IdentityChanged(bob.id, bobAnew.identity.fingerprint()));
    assertThat(seal(bob))
        .isEqualTo(new SealOutcome.IdentityChanged(bobAnew.identity.fingerprint()));
  }

  @Test
  void theOldIdentityIsStillHeardWhileTheQuestionIsOpen() {
    talk();
    bobAnew.startWith(alice, 5);
    SealedContent fromOld = bob.seal(alice, "the true one");
    OpenOutcome unused = alice.open(bobAnew.seal(alice, "it is me"));

    assertThat(alice.openText(fromOld)).isEqualTo("the true one");
    assertThat(seal(bob)).isInstanceOf(SealOutcome.IdentityChanged.class);
  }

  @Test
  void afterAcceptingTheNewIdentityIsTrustedAndTheOldOneIsNot() {
    talk();
    bobAnew.startWith(alice, 5);
    SealedContent waiting = bobAnew.seal(alice, "it is me");
    OpenOutcome unused = alice.open(waiting);

    assertThat(
            alice.sessions.acceptIdentity(
                alice.records, bob.id.account(), bobAnew.identity.fingerprint()))
        .isTrue();

    assertThat(alice.openText(waiting)).isEqualTo("it is me");
    assertThat(bobAnew.openText(alice.seal(bobAnew, "welcome back"))).isEqualTo("welcome back");
    assertThat(alice.open(bob.seal(alice, "old phone"))).isInstanceOf(IdentityChanged.class);
  }

  @Test
  void onlyTheIdentityThatWasShownCanBeAccepted() {
    talk();
    bobAnew.startWith(alice, 5);
    OpenOutcome unused = alice.open(bobAnew.seal(alice, "it is me"));

    assertThat(
            alice.sessions.acceptIdentity(
                alice.records, bob.id.account(), alice.identity.fingerprint()))
        .isFalse();
    assertThat(seal(bob)).isInstanceOf(SealOutcome.IdentityChanged.class);
  }

  @Test
  void afterKeepingTheOldIdentityTheConversationGoesOn() {
    talk();
    bobAnew.startWith(alice, 5);
    OpenOutcome unused = alice.open(bobAnew.seal(alice, "it is me"));

    alice.sessions.keepIdentity(alice.records, bob.id.account());

    assertThat(bob.openText(alice.seal(bob, "still you"))).isEqualTo("still you");
  }

  @Test
  void aTrustedIdentityIsNotReplacedByAnotherLink() {
    talk();

    assertThat(
            alice.sessions.trust(alice.records, bob.id.account(), bobAnew.identity.fingerprint()))
        .isFalse();
    assertThat(alice.sessions.identity(alice.records, bob.id.account()).orElseThrow().fingerprint())
        .isEqualTo(bob.identity.fingerprint());
  }

  @Test
  void aLinkOutweighsWhatAStrangerClaimed() {
    bobAnew.startWith(alice, 5);
    assertThat(alice.openText(bobAnew.seal(alice, "I am bob, believe me"))).isNotEmpty();

    alice.trust(bob);

    assertThat(alice.open(bobAnew.seal(alice, "really"))).isInstanceOf(IdentityChanged.class);
  }

  @Test
  void twoStrangersUnderOneAccountAreAChange() {
    bob.startWith(alice, 4);
    bobAnew.startWith(alice, 5);
    assertThat(alice.openText(bob.seal(alice, "hello"))).isEqualTo("hello");

    assertThat(alice.open(bobAnew.seal(alice, "hello"))).isInstanceOf(IdentityChanged.class);
  }

  @Test
  void theSafetyNumberIsTheSameOnBothSidesAndScans() {
    talk();
    SafetyNumber atAlice =
        alice.sessions.safetyNumber(alice.records, bob.id.account()).orElseThrow();
    SafetyNumber atBob = bob.sessions.safetyNumber(bob.records, alice.id.account()).orElseThrow();

    assertThat(atAlice.digits()).isEqualTo(atBob.digits()).hasSize(60).containsOnlyDigits();
    assertThat(atAlice.grouped()).matches("([0-9]{5} ){11}[0-9]{5}");
    assertThat(atAlice.matchesScanned(atBob.scannable())).isTrue();
    assertThat(atBob.matchesScanned(atAlice.scannable())).isTrue();
    assertThat(atAlice.toString()).isEqualTo("SafetyNumber[hidden]");
  }

  @Test
  void somebodyInBetweenChangesTheSafetyNumber() {
    talk();
    bobAnew.startWith(alice, 5);
    OpenOutcome unused = alice.open(bobAnew.seal(alice, "it is me"));
    SafetyNumber before =
        alice.sessions.safetyNumber(alice.records, bob.id.account()).orElseThrow();
    assertThat(
            alice.sessions.acceptIdentity(
                alice.records, bob.id.account(), bobAnew.identity.fingerprint()))
        .isTrue();
    assertThat(alice.openText(bobAnew.seal(alice, "hi"))).isEqualTo("hi");
    SafetyNumber after = alice.sessions.safetyNumber(alice.records, bob.id.account()).orElseThrow();

    assertThat(after.digits()).isNotEqualTo(before.digits());
    assertThat(before.matchesScanned(after.scannable())).isFalse();
    assertThat(before.matchesScanned(before.scannable())).isFalse(); // one's own screen
  }

  @Test
  void thereIsNoSafetyNumberBeforeTheKeyWasSeen() {
    alice.trust(bob);

    assertThat(alice.sessions.safetyNumber(alice.records, bob.id.account())).isEmpty();
  }

  @Test
  void aForgottenAccountIsAStrangerAgain() {
    talk();

    alice.sessions.forget(alice.records, bob.id.account());

    assertThat(alice.sessions.identity(alice.records, bob.id.account())).isEmpty();
    assertThat(alice.sessions.hasSession(alice.records, bob.id)).isFalse();
    assertThat(seal(bob)).isEqualTo(new SealOutcome.NotTrusted());
  }

  private void talk() {
    bob.trust(alice);
    alice.startWith(bob, 0);
    assertThat(bob.openText(alice.seal(bob, "hello"))).isEqualTo("hello");
    assertThat(alice.openText(bob.seal(alice, "hello"))).isEqualTo("hello");
  }

  private SealOutcome seal(TestDevice to) {
    return alice.sessions.seal(alice.records, to.id, TestDevice.text("hello"), alice.certificate);
  }
}
