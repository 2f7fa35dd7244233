package org.busel.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.busel.format.ModuleVerdict.Part;
import org.junit.jupiter.api.Test;

class VerificationTest {
  @Test
  void aModuleWithAuthorAndReviewerIsVerified() {
    ModuleVerdict verdict = Example.verify(Example.signed(Example.AUTHOR, Example.REVIEWER));

    assertThat(verdict).isInstanceOf(ModuleVerdict.Verified.class);
    ModuleVerdict.Verified verified = (ModuleVerdict.Verified) verdict;
    assertThat(verified.author()).isEqualTo(Example.AUTHOR_PERSON);
    assertThat(verified.reviewer()).isEqualTo(Example.REVIEWER_PERSON);
    assertThat(verified.manifest()).isEqualTo(Example.manifest(1));
  }

  @Test
  void aMissingSignatureIsNamed() {
    assertThat(Example.verify(Example.signed()))
        .isEqualTo(new ModuleVerdict.MissingSignature(EnumSet.allOf(Part.class)));
    assertThat(Example.verify(Example.signed(Example.AUTHOR)))
        .isEqualTo(new ModuleVerdict.MissingSignature(Set.of(Part.REVIEWER)));
    assertThat(Example.verify(Example.signed(Example.REVIEWER)))
        .isEqualTo(new ModuleVerdict.MissingSignature(Set.of(Part.AUTHOR)));
    assertThat(new ModuleVerdict.MissingSignature(Set.of(Part.AUTHOR)).have()).isEqualTo(1);
  }

  @Test
  void theReviewerMustNotBeTheAuthorEvenWithAnotherKey() {
    assertThat(Example.verify(Example.signed(Example.AUTHOR, Example.AUTHORS_OTHER_KEY)))
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
                    "alone",
                    Set.of(Example.AUTHOR.id()),
                    Set.of(Example.AUTHOR.id()),
                    List.of("*"),
                    false)));

    assertThat(
            Verification.module(
                Example.signed(Example.AUTHOR).bytes(),
                trusted(curriculum),
                Known.NOTHING,
                Example.NOW))
        .isEqualTo(new ModuleVerdict.MissingSignature(Set.of(Part.REVIEWER)));
  }

  @Test
  void anUnknownSignerIsRefusedEvenBesideEnoughOthers() {
    assertThat(Example.verify(Example.signed(Example.AUTHOR, Example.REVIEWER, Example.STRANGER)))
        .isEqualTo(new ModuleVerdict.UnknownSigner(Example.STRANGER.id()));
  }

  @Test
  void aTrainerOfAnotherModuleHasNoSay() {
    assertThat(Example.verify(Example.signed(Example.OUTSIDER, Example.REVIEWER)))
        .isEqualTo(new ModuleVerdict.NotEntitled(Example.OUTSIDER.id()));
  }

  @Test
  void aSignatureOverSomethingElseIsBad() {
    SignedEnvelope other = Example.signed(Example.manifest(2), Example.AUTHOR);
    SignedEnvelope moved = Example.signed(Example.REVIEWER).with(other.signatures().get(0));

    assertThat(Example.verify(moved))
        .isEqualTo(new ModuleVerdict.BadSignature(Example.AUTHOR.id()));
  }

  @Test
  void theVersionNeverGoesDown() {
    Known known = known(Example.signed(Example.manifest(7), Example.AUTHOR, Example.REVIEWER));

    assertThat(
            Verification.module(
                Example.signed(Example.manifest(6), Example.AUTHOR, Example.REVIEWER).bytes(),
                Example.trusted(),
                known,
                Example.NOW))
        .isEqualTo(new ModuleVerdict.OlderThanKnown(6, 7));
    assertThat(
            Verification.module(
                Example.signed(Example.manifest(8), Example.AUTHOR, Example.REVIEWER).bytes(),
                Example.trusted(),
                known,
                Example.NOW))
        .isInstanceOf(ModuleVerdict.Verified.class);
  }

  @Test
  void oneVersionIsOneManifestButMayGainSignatures() {
    Known known = known(Example.signed(Example.AUTHOR, Example.REVIEWER));
    Manifest one = Example.manifest(1);
    Manifest other =
        new Manifest(
            one.module(),
            1,
            one.about(),
            new Review(
                List.of("Alena"), List.of("Somebody"), one.review().until(), Review.ORDINARY),
            one.files());

    assertThat(
            Verification.module(
                Example.signed(other, Example.AUTHOR, Example.REVIEWER).bytes(),
                Example.trusted(),
                known,
                Example.NOW))
        .isEqualTo(new ModuleVerdict.Contradicts(1));
    assertThat(
            Verification.module(
                Example.signed(Example.AUTHOR, Example.REVIEWER, Example.AUTHORS_OTHER_KEY).bytes(),
                Example.trusted(),
                known,
                Example.NOW))
        .isInstanceOf(ModuleVerdict.Verified.class);
  }

  @Test
  void nothingIsVerifiedWithAnExpiredCurriculum() {
    assertThat(
            Verification.module(
                Example.signed(Example.AUTHOR, Example.REVIEWER).bytes(),
                Example.trusted(),
                Known.NOTHING,
                Example.EXPIRES.plusSeconds(1)))
        .isEqualTo(new ModuleVerdict.CurriculumExpired(Example.EXPIRES));
    assertThat(
            Verification.curriculum(
                Example.signedCurriculum(1),
                Example.BOARD.verifyingKey(),
                Known.NOTHING,
                Example.EXPIRES.plusSeconds(1)))
        .isEqualTo(new CurriculumVerdict.Expired(Example.EXPIRES));
  }

  @Test
  void aLaterFormatAsksForANewerApp() {
    Map<String, Json> members = new TreeMap<>(Example.manifest(1).unsigned().signed().byName());
    members.put("format", new Json.Whole(2));
    SignedEnvelope later = new SignedEnvelope(List.of(), Json.Members.of(members));

    assertThat(Example.verify(later)).isEqualTo(new ModuleVerdict.TooNew(2));
  }

  @Test
  void membersThatALaterVersionAddsDoNoHarm() {
    Map<String, Json> members = new TreeMap<>(Example.manifest(1).unsigned().signed().byName());
    members.put("cohort_epoch", new Json.Whole(2));
    SignedEnvelope richer =
        Example.REVIEWER.sign(
            Example.AUTHOR.sign(new SignedEnvelope(List.of(), Json.Members.of(members))));

    assertThat(Example.verify(richer)).isInstanceOf(ModuleVerdict.Verified.class);
  }

  @Test
  void everySingleBitOfAModuleCounts() {
    byte[] good = Example.signed(Example.AUTHOR, Example.REVIEWER).bytes();
    TrustedCurriculum trusted = Example.trusted();

    for (int bit = 0; bit < good.length * 8; bit++) {
      byte[] flipped = flipped(good, bit);
      assertThat(Verification.module(flipped, trusted, Known.NOTHING, Example.NOW))
          .as("bit %d", bit)
          .isNotInstanceOf(ModuleVerdict.Verified.class);
    }
    for (int bit = 0; bit < Example.LESSON.length * 8; bit++) {
      assertThat(Chunk.of(Example.LESSON).matches(flipped(Example.LESSON, bit))).isFalse();
    }
  }

  @Test
  void everySingleBitOfACurriculumCounts() {
    byte[] good = Example.signedCurriculum(1);

    for (int bit = 0; bit < good.length * 8; bit++) {
      assertThat(
              Verification.curriculum(
                  flipped(good, bit), Example.BOARD.verifyingKey(), Known.NOTHING, Example.NOW))
          .as("bit %d", bit)
          .isNotInstanceOf(CurriculumVerdict.Trusted.class);
    }
  }

  @Test
  void everyBeginningOfAModuleIsRefused() {
    byte[] good = Example.signed(Example.AUTHOR, Example.REVIEWER).bytes();
    TrustedCurriculum trusted = Example.trusted();

    for (int length = 0; length < good.length; length++) {
      assertThat(
              Verification.module(Arrays.copyOf(good, length), trusted, Known.NOTHING, Example.NOW))
          .isInstanceOf(ModuleVerdict.Malformed.class);
    }
  }

  @Test
  void onlyTheBoardSignsTheCurriculum() {
    Curriculum curriculum = Example.curriculum(1);

    assertThat(curriculumVerdict(curriculum.unsigned(), Known.NOTHING))
        .isEqualTo(new CurriculumVerdict.NotSignedByBoard());
    assertThat(curriculumVerdict(Example.STRANGER.sign(curriculum.unsigned()), Known.NOTHING))
        .isEqualTo(new CurriculumVerdict.NotSignedByBoard());
  }

  @Test
  void theCurriculumNeverGoesDownAndNeverSaysTwoThings() {
    Known known =
        ((CurriculumVerdict.Trusted)
                curriculumVerdict(
                    Example.BOARD.sign(Example.curriculum(3).unsigned()), Known.NOTHING))
            .curriculum()
            .known();
    Curriculum other =
        new Curriculum(3, Example.EXPIRES, List.of(Example.AUTHOR_PERSON), List.of());

    assertThat(curriculumVerdict(Example.BOARD.sign(Example.curriculum(2).unsigned()), known))
        .isEqualTo(new CurriculumVerdict.OlderThanKnown(2, 3));
    assertThat(curriculumVerdict(Example.BOARD.sign(other.unsigned()), known))
        .isEqualTo(new CurriculumVerdict.Contradicts(3));
    assertThat(curriculumVerdict(Example.BOARD.sign(Example.curriculum(3).unsigned()), known))
        .isInstanceOf(CurriculumVerdict.Trusted.class);
  }

  @Test
  void aManifestCannotPassForACurriculumNorTheOtherWayRound() {
    SignedEnvelope manifest = Example.BOARD.sign(Example.manifest(1).unsigned());
    SignedEnvelope curriculum =
        Example.REVIEWER.sign(Example.AUTHOR.sign(Example.curriculum(1).unsigned()));

    assertThat(curriculumVerdict(manifest, Known.NOTHING))
        .isInstanceOf(CurriculumVerdict.Malformed.class);
    assertThat(Example.verify(curriculum)).isInstanceOf(ModuleVerdict.Malformed.class);
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

    assertThat(
            Verification.module(
                Example.signed(Example.AUTHOR, Example.REVIEWER).bytes(),
                trusted(curriculum),
                Known.NOTHING,
                Example.NOW))
        .isEqualTo(new ModuleVerdict.NotEntitled(Example.AUTHOR.id()));
  }

  private static CurriculumVerdict curriculumVerdict(SignedEnvelope envelope, Known known) {
    return Verification.curriculum(
        envelope.bytes(), Example.BOARD.verifyingKey(), known, Example.NOW);
  }

  private static TrustedCurriculum trusted(Curriculum curriculum) {
    return ((CurriculumVerdict.Trusted)
            curriculumVerdict(Example.BOARD.sign(curriculum.unsigned()), Known.NOTHING))
        .curriculum();
  }

  private static Known known(SignedEnvelope envelope) {
    return ((ModuleVerdict.Verified) Example.verify(envelope)).known();
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] flipped = bytes.clone();
    flipped[bit / 8] ^= (byte) (1 << (bit % 8));
    return flipped;
  }
}
