package org.busel.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoundTripTest {
  @Test
  void aManifestSaysTheSameAfterATrip() {
    Manifest manifest = Example.manifest(3);

    SignedEnvelope.Reading reading = SignedEnvelope.read(manifest.unsigned().bytes());

    assertThat(reading).isInstanceOf(SignedEnvelope.Reading.Read.class);
    assertThat(Manifest.read(((SignedEnvelope.Reading.Read) reading).envelope()))
        .isEqualTo(new Manifest.Reading.Read(manifest));
  }

  @Test
  void aCurriculumSaysTheSameAfterATrip() {
    assertThat(Example.trusted().curriculum()).isEqualTo(Example.curriculum(1));
  }

  @Test
  void aQuizSaysTheSameAfterATripAndKnowsWhatIsRight() {
    Quiz.Question question =
        new Quiz.Question(
            "colours",
            Quiz.MULTIPLE,
            "Which are in the flag?",
            List.of(
                new Quiz.Option("White", true, Optional.of("Yes")),
                new Quiz.Option("Blue", false, Optional.empty()),
                new Quiz.Option("Red", true, Optional.empty())),
            Optional.of("White, red, white."));
    Quiz quiz = new Quiz("Flags", 60, List.of(question));

    assertThat(Quiz.read(quiz.bytes())).isEqualTo(new Quiz.Reading.Read(quiz));
    assertThat(question.isRight(Set.of(0, 2))).isTrue();
    assertThat(question.isRight(Set.of(0))).isFalse();
    assertThat(question.isRight(Set.of(0, 1, 2))).isFalse();
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
