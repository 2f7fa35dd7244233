package org.busel.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.busel.format.ModuleVerdict.Part;
import org.junit.jupiter.api.Test;

class VerificationTest {
  @Test
  void aModuleWithAuthorAndReviewerIsVerified() {
    ModuleVerdict verdict = Example.verify(Example.AUTHOR, Example.REVIEWER);

    assertThat(verdict).isInstanceOf(ModuleVerdict.Verified.class);
    ModuleVerdict.Verified verified = (ModuleVerdict.Verified) verdict;
    assertThat(verified.author()).isEqualTo(Example.AUTHOR_PERSON);
    assertThat(verified.reviewer()).isEqualTo(Example.REVIEWER_PERSON);
    assertThat(verified.manifest()).isEqualTo(Example.manifest(1));
  }

  @Test
  void aMissingSignatureIsNamed() {
    assertThat(Example.verify())
        .isEqualTo(new ModuleVerdict.MissingSignature(EnumSet.allOf(Part.class)));
    assertThat(Example.verify(Example.AUTHOR))
        .isEqualTo(new ModuleVerdict.MissingSignature(Set.of(Part.REVIEWER)));
    assertThat(Example.verify(Example.REVIEWER))
        .isEqualTo(new ModuleVerdict.MissingSignature(Set.of(Part.AUTHOR)));
    assertThat(new ModuleVerdict.MissingSignature(Set.of(Part.AUTHOR)).have()).isEqualTo(1);
  }

  @Test
  void theReviewerMustNotBeTheAuthorEvenWithAnotherKey() {
    assertThat(Example.verify(Example.AUTHOR, Example.AUTHORS_OTHER_KEY))
        .isEqualTo(new ModuleVerdict.SameSigner("Alena the author"));
  }

  @Test
  void oneKeyThatMayDoBothCountsOnce() {
    Curriculum curriculum =
        new Curriculum(
            1,
            Example.EXPIRES,
            List.of(Example.AUTHOR_PERSON),
            List.of(
                new Role(
                    "security",
                    Set.of(Example.AUTHOR.id()),
                    Set.of(Example.AUTHOR.id()),
                    List.of("*"),
                    false)));

    assertThat(verify(curriculum, Example.AUTHOR))
        .isEqualTo(new ModuleVerdict.MissingSignature(Set.of(Part.REVIEWER)));
  }

  @Test
  void anUnknownSignerIsRefusedEvenBesideEnoughOthers() {
    assertThat(Example.verify(Example.AUTHOR, Example.REVIEWER, Example.STRANGER))
        .isEqualTo(new ModuleVerdict.UnknownSigner(Example.STRANGER.id()));
  }

  @Test
  void aTrainerOfAnotherModuleHasNoSay() {
    assertThat(Example.verify(Example.OUTSIDER, Example.REVIEWER))
        .isEqualTo(new ModuleVerdict.NotEntitled(Example.OUTSIDER.id()));
  }

  @Test
  void aSignatureOverSomethingElseIsBad() {
    SignedEnvelope other = Example.role(Example.manifest(2), Example.AUTHOR);
    SignedEnvelope moved =
        Example.role(Example.manifest(1), Example.REVIEWER).with(other.signatures().get(0));

    assertThat(Example.verify(moved))
        .isEqualTo(new ModuleVerdict.BadSignature(Example.AUTHOR.id()));
  }

  @Test
  void aRevokedReviewerCountsNoMore() {
    Curriculum without =
        new Curriculum(
            2,
            Example.EXPIRES,
            List.of(Example.AUTHOR_PERSON),
            List.of(
                new Role(
                    "security",
                    Set.of(Example.AUTHOR.id()),
                    Set.of(Example.AUTHORS_OTHER_KEY.id()),
                    List.of("first-*"),
                    false)));

    assertThat(verify(without, Example.AUTHOR, Example.REVIEWER))
        .isEqualTo(new ModuleVerdict.UnknownSigner(Example.REVIEWER.id()));
  }

  @Test
  void theVersionNeverGoesDown() {
    Known known = new Known(7, Sha256.of(Example.manifest(7).bytes()));

    assertThat(verify(Example.manifest(6), known))
        .isEqualTo(new ModuleVerdict.OlderThanKnown(6, 7));
    assertThat(verify(Example.manifest(7), known)).isInstanceOf(ModuleVerdict.Verified.class);
    assertThat(verify(Example.manifest(8), known)).isInstanceOf(ModuleVerdict.Verified.class);
  }

  @Test
  void oneVersionIsOneManifest() {
    Known known = new Known(1, Sha256.of(Example.manifest(2).bytes()));

    assertThat(verify(Example.manifest(1), known)).isEqualTo(new ModuleVerdict.Contradicts(1));
  }

  @Test
  void anotherManifestThanTheListedOneIsAltered() {
    TrustSet trust =
        Example.trust(
            Example.curriculum(1),
            Example.role(Example.manifest(2), Example.AUTHOR, Example.REVIEWER));

    assertThat(Example.verify(trust, Example.manifest(1), Known.NOTHING))
        .isEqualTo(new ModuleVerdict.Altered());
    assertThat(Example.verify(trust, Example.manifest(3), Known.NOTHING))
        .isEqualTo(new ModuleVerdict.Altered());
  }

  @Test
  void anOlderVersionThatWasVerifiedBeforeStillCountsAndALaterOneDoesNot() {
    TrustSet trust =
        Example.trust(
            Example.curriculum(1),
            Example.role(Example.manifest(2), Example.AUTHOR, Example.REVIEWER));

    assertThat(Verification.again(trust, Example.MODULE, Example.manifest(1).bytes()))
        .isInstanceOf(ModuleVerdict.Verified.class);
    assertThat(Verification.again(trust, Example.MODULE, Example.manifest(3).bytes()))
        .isEqualTo(new ModuleVerdict.Altered());
  }

  @Test
  void aModuleThatNobodyListsIsNotListed() {
    TrustSet trust =
        Example.trust(
            Example.curriculum(1),
            Example.role(Example.manifest(1), Example.AUTHOR, Example.REVIEWER));

    assertThat(
            Verification.module(
                trust,
                new ModuleId("first-aid"),
                Example.manifest(1).bytes(),
                Known.NOTHING))
        .isEqualTo(new ModuleVerdict.NotListed());
  }

  @Test
  void everySingleBitOfARoleCounts() {
    SignedEnvelope role = Example.role(Example.manifest(1), Example.AUTHOR, Example.REVIEWER);
    byte[] good = role.bytes();
    TrustedCurriculum curriculum = Example.trusted();
    Role security = curriculum.curriculum().roles().get(0);

    for (int bit = 0; bit < good.length * 8; bit++) {
      SignedEnvelope.Reading reading = SignedEnvelope.read(flipped(good, bit));
      if (reading instanceof SignedEnvelope.Reading.Read read) {
        assertThat(Verification.signers(read.envelope(), security, curriculum))
            .as("bit %d", bit)
            .isInstanceOf(Verification.Signers.Lacking.class);
      }
    }
    for (int bit = 0; bit < Example.LESSON.length * 8; bit++) {
      assertThat(Chunk.of(Example.LESSON).matches(flipped(Example.LESSON, bit))).isFalse();
    }
  }

  @Test
  void everyBeginningOfAManifestIsRefused() {
    byte[] good = Example.manifest(1).bytes();

    for (int length = 0; length < good.length; length++) {
      assertThat(Manifest.read(Arrays.copyOf(good, length)))
          .isInstanceOf(Manifest.Reading.Refused.class);
    }
  }

  @Test
  void aRoleCannotPassForACurriculumNorForAnotherRole() {
    SignedEnvelope role = Example.role(Example.manifest(1), Example.AUTHOR, Example.REVIEWER);
    Repository repository = new Repository();
    repository.delegate(
        "targets", "law", List.of("modules/*/manifest"), false, Example.AUTHOR, Example.REVIEWER);
    repository.role("law").more.put("role", new Json.Text("security"));
    repository.targets().version++;
    repository.publish();
    TrustRefresh refresh =
        ((TrustRefresh.Start.Begun)
                TrustRefresh.begin(
                    repository.anchor(),
                    repository,
                    Example.NOW,
                    TrustRefresh.Freshness.REQUIRED))
            .refresh();

    assertThat(Curriculum.read(role)).isInstanceOf(Curriculum.Reading.Refused.class);
    assertThat(refresh.run()).isEqualTo(new TrustRefresh.Outcome.Current());
    assertThat(refresh.find("modules/a/manifest"))
        .isEqualTo(
            new TrustRefresh.Search.Stopped(
                new TrustRefresh.Outcome.Refused(
                    new TrustFault.Malformed("law", "it says of itself that it is another role"))));
  }

  @Test
  void rolesAfterATerminatingOneHaveNoSay() {
    Role closed =
        new Role(
            "closed",
            Set.of(Example.OUTSIDER.id()),
            Set.of(Example.REVIEWER.id()),
            List.of("first-steps"),
            true);
    Curriculum curriculum =
        new Curriculum(
            1,
            Example.EXPIRES,
            List.of(Example.AUTHOR_PERSON, Example.REVIEWER_PERSON, Example.OUTSIDE_PERSON),
            List.of(closed, Example.curriculum(1).roles().get(0)));

    assertThat(verify(curriculum, Example.AUTHOR, Example.REVIEWER))
        .isEqualTo(new ModuleVerdict.NotListed());
  }

  @Test
  void anOldStickIsReadWithItsAgeAndAnOldRelayIsNot() {
    Repository repository = new Repository();
    repository.timestampExpires = Example.NOW.minusSeconds(60);
    repository.snapshotExpires = Example.NOW.minusSeconds(60);
    repository.publish();

    assertThat(run(repository, TrustRefresh.Freshness.REQUIRED))
        .isEqualTo(
            new TrustRefresh.Outcome.Refused(
                new TrustFault.Expired("timestamp", repository.timestampExpires)));
    assertThat(run(repository, TrustRefresh.Freshness.SHOWN))
        .isEqualTo(new TrustRefresh.Outcome.Current());

    // What people sign must be in force, wherever it comes from.
    repository.targets().version++;
    repository.targets().expires = Example.NOW.minusSeconds(60);
    repository.publish();
    assertThat(run(repository, TrustRefresh.Freshness.SHOWN))
        .isEqualTo(
            new TrustRefresh.Outcome.Refused(
                new TrustFault.Expired("targets", repository.targets().expires)));
  }

  private static TrustRefresh.Outcome run(
      Repository repository, TrustRefresh.Freshness freshness) {
    return ((TrustRefresh.Start.Begun)
            TrustRefresh.begin(repository.anchor(), repository, Example.NOW, freshness))
        .refresh()
        .run();
  }

  private static ModuleVerdict verify(Curriculum curriculum, Signer... signers) {
    return Example.verify(
        Example.trust(curriculum, Example.role(Example.manifest(1), signers)),
        Example.manifest(1),
        Known.NOTHING);
  }

  private static ModuleVerdict verify(Manifest manifest, Known known) {
    return Example.verify(
        Example.trust(
            Example.curriculum(1), Example.role(manifest, Example.AUTHOR, Example.REVIEWER)),
        manifest,
        known);
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] flipped = bytes.clone();
    flipped[bit / 8] ^= (byte) (1 << (bit % 8));
    return flipped;
  }
}
