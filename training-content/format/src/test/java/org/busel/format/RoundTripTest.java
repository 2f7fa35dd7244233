package org.busel.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoundTripTest {
  @Test
  void aManifestSaysTheSameAfterATrip() {
    Manifest manifest = Example.manifest(3);

    assertThat(Manifest.read(manifest.bytes())).isEqualTo(new Manifest.Reading.Read(manifest));
  }

  @Test
  void aRootSaysTheSameAfterATrip() {
    RootDocument root = new Repository().document();

    assertThat(RootDocument.read(root.unsigned())).isEqualTo(new RootDocument.Reading.Read(root));
  }

  @Test
  void aRoleSaysTheSameAfterATrip() {
    SignedEnvelope role = Example.role(Example.manifest(3), Example.AUTHOR);

    TargetsDocument document =
        ((TargetsDocument.Reading.Read) TargetsDocument.read(role)).document();

    assertThat(document.unsigned().signed()).isEqualTo(role.signed());
    assertThat(document.targets().values())
        .extracting(TargetsDocument.Target::moduleVersion)
        .containsExactly(3);
  }

  @Test
  void aCurriculumSaysTheSameAfterATrip() {
    assertThat(Example.trusted().curriculum()).isEqualTo(Example.curriculum(1));
  }

  @Test
  void aChecklistSaysTheSameAfterATrip() {
    Checklist checklist =
        new Checklist(
            "Before you go",
            List.of(
                new Checklist.Step("update", "Update", Optional.of("Old faults are known.")),
                new Checklist.Step("charge", "Charge", Optional.empty())));

    assertThat(Checklist.read(checklist.bytes())).isEqualTo(new Checklist.Reading.Read(checklist));
  }

  @Test
  void aListingSaysTheSameAfterATrip() {
    CourseListing listing = new CourseListing(List.of(CourseListing.entryOf(Example.manifest(2))));

    assertThat(CourseListing.read(listing.bytes()))
        .isEqualTo(new CourseListing.Reading.Read(listing));
  }

  @Test
  void anAnswerSaysTheSameAfterATrip() {
    for (PublishAnswer answer :
        List.of(
            new PublishAnswer.Admitted(),
            new PublishAnswer.Missing(List.of(Sha256.of(new byte[1]))),
            new PublishAnswer.Refused("one signature is missing", "have it reviewed"))) {
      assertThat(PublishAnswer.read(answer.bytes())).isEqualTo(answer);
    }
  }

  @Test
  void secretsAndNamesStayOutOfWhatIsPrinted() {
    assertThat(Example.trusted()).hasToString("TrustedCurriculum[version 1]");
    assertThat(Example.AUTHOR.verifyingKey().toString()).startsWith("VerifyingKey[");
  }

  @Test
  void aReviewRunsOutTheDayAfter() {
    Review review = Example.manifest(1).review();

    assertThat(review.expiredOn(review.until())).isFalse();
    assertThat(review.expiredOn(review.until().plusDays(1))).isTrue();
  }
}
