package org.busel.sdk.courses;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.busel.format.Language;
import org.busel.format.ModuleVerdict;
import org.busel.format.Sha256;
import org.busel.format.TrustFault;
import org.junit.jupiter.api.Test;

class CourseTrustTest {
  private static final Optional<Language> ALL = Optional.empty();

  private final ExampleCourse first = new ExampleCourse(1);
  private final HonestSource source = new HonestSource(first);
  private final MortalStore store = new MortalStore();
  private final Courses courses = courses(ExampleCourse.NOW);

  @Test
  void theBadgeSaysWhoVouchesAndWhenThatWasChecked() {
    Badge badge = fetched(ALL).course().badge();

    assertThat(badge.checked()).isEqualTo(ExampleCourse.NOW);
    assertThat(badge.safety()).isTrue();
    assertThat(badge.standing()).isInstanceOf(Badge.Standing.Vouched.class);
    Badge.Standing.Vouched vouched = (Badge.Standing.Vouched) badge.standing();
    assertThat(vouched.author().name()).isEqualTo("Alena");
    assertThat(vouched.reviewer().name()).isEqualTo("Ryhor");
  }

  @Test
  void nobodyLeadsADeviceBackEvenIfTheNewVersionWasNeverWhole() {
    fetched(ALL);
    source.offer(new ExampleCourse(2));
    source.answersUntilDeath = 5;
    assertThat(courses.fetch(ExampleCourse.MODULE, ALL))
        .isInstanceOf(FetchOutcome.Interrupted.class);
    source.answersUntilDeath = Integer.MAX_VALUE;

    // The relay says that the older role is the current one, and then the author does.
    source.role(1, first.role(1));
    assertThat(courses.fetch(ExampleCourse.MODULE, ALL))
        .isEqualTo(new FetchOutcome.TrustRefused(new TrustFault.OlderThanKnown("all", 1, 2)));
    source.role(3, first.role(3));
    assertThat(courses.fetch(ExampleCourse.MODULE, ALL))
        .isEqualTo(new FetchOutcome.ModuleRefused(new ModuleVerdict.OlderThanKnown(1, 2)));
    Course course = ((OpenCourseOutcome.Opened) courses.open(ExampleCourse.MODULE)).course();
    assertThat(course.badge().version()).isEqualTo(1);
    assertThat(course.badge().newestSeen()).isEqualTo(2);
  }

  @Test
  void anOldOrForeignCurriculumIsRefused() {
    source.curriculum(5, ExampleCourse.curriculum(5));
    fetched(ALL);
    source.curriculum(4, ExampleCourse.curriculum(4));

    assertThat(courses.fetch(ExampleCourse.MODULE, ALL))
        .isEqualTo(new FetchOutcome.TrustRefused(new TrustFault.OlderThanKnown("targets", 4, 5)));
    assertThat(
            courses(Sha256.of(new byte[0]), new MortalStore()).fetch(ExampleCourse.MODULE, ALL))
        .isEqualTo(new FetchOutcome.TrustRefused(new TrustFault.NotTheAnchor("root")));
  }

  @Test
  void aModuleWithOneSignatureIsRefused() {
    source.role(2, ExampleCourse.Key.AUTHOR.sign(first.unsignedRole(2)).bytes());

    assertThat(courses.fetch(ExampleCourse.MODULE, ALL))
        .isEqualTo(
            new FetchOutcome.TrustRefused(new TrustFault.NotEnoughSignatures("all", 1, 2)));
    assertThat(source.chunksAsked()).isZero();
  }

  @Test
  void anotherModuleInItsPlaceIsFoundOut() {
    String manifest =
        "/v1/targets/modules/first-steps/"
            + Sha256.of(first.manifest().bytes()).hex()
            + ".manifest";
    byte[] other = first.manifest().bytes();
    other[other.length / 2] ^= 1;
    source.documents.put(manifest, other);

    assertThat(courses.fetch(ExampleCourse.MODULE, ALL))
        .isEqualTo(new FetchOutcome.ModuleRefused(new ModuleVerdict.Altered()));
  }

  @Test
  void aModuleThatWasTakenBackIsShownToBeSoAfterARefreshAndStaysReadable() {
    fetched(ALL);
    source.role(2, ExampleCourse.emptyRole(2));

    assertThat(courses.refresh()).isEqualTo(new RefreshOutcome.Refreshed());
    Course course = ((OpenCourseOutcome.Opened) courses.open(ExampleCourse.MODULE)).course();
    assertThat(course.badge().standing())
        .isEqualTo(new Badge.Standing.NoLonger(new ModuleVerdict.NotListed()));
    assertThat(course.text(course.lessons(ExampleCourse.ENGLISH).get(0)))
        .isInstanceOf(PageOutcome.Page.class);
    assertThat(courses.fetch(ExampleCourse.MODULE, ALL))
        .isEqualTo(new FetchOutcome.ModuleRefused(new ModuleVerdict.NotListed()));
  }

  @Test
  void aRefreshSaysThatThereIsANewerVersionAndMovesNoChunk() {
    fetched(ALL);
    long before = source.chunksAsked();
    source.offer(new ExampleCourse(2));

    assertThat(courses.refresh()).isEqualTo(new RefreshOutcome.Refreshed());
    Badge badge = ((OpenCourseOutcome.Opened) courses.open(ExampleCourse.MODULE)).course().badge();
    assertThat(badge.standing()).isInstanceOf(Badge.Standing.Vouched.class);
    assertThat(badge.version()).isEqualTo(1);
    assertThat(badge.newestSeen()).isEqualTo(2);
    assertThat(source.chunksAsked()).isEqualTo(before);
  }

  @Test
  void aRelayThatShowsAnOldStateIsFoundOutAndTheLessonSaysHowOldItIs() {
    fetched(ALL);
    Instant later = ExampleCourse.NOW.plus(Duration.ofDays(47));
    Courses afterwards = courses(later);

    assertThat(afterwards.refresh())
        .isEqualTo(
            new RefreshOutcome.Refused(
                new TrustFault.Expired("timestamp", ExampleCourse.NOW.plus(Duration.ofDays(7)))));
    Course course = ((OpenCourseOutcome.Opened) afterwards.open(ExampleCourse.MODULE)).course();
    assertThat(course.badge().standing()).isInstanceOf(Badge.Standing.Vouched.class);
    assertThat(Duration.between(course.badge().checked(), later)).isEqualTo(Duration.ofDays(47));
    assertThat(course.text(course.lessons(ExampleCourse.ENGLISH).get(0)))
        .isInstanceOf(PageOutcome.Page.class);

    source.now = later;
    source.sign();
    assertThat(afterwards.refresh()).isEqualTo(new RefreshOutcome.Refreshed());
    assertThat(
            ((OpenCourseOutcome.Opened) afterwards.open(ExampleCourse.MODULE))
                .course()
                .badge()
                .checked())
        .isEqualTo(later);
  }

  @Test
  void aRevokedReviewerIsShownAfterTheNextRefresh() {
    fetched(ALL);
    source.curriculum(2, ExampleCourse.curriculumWithoutReviewer(2));

    assertThat(courses.fetch(ExampleCourse.MODULE, ALL))
        .isInstanceOf(FetchOutcome.ModuleRefused.class);
    Course course = ((OpenCourseOutcome.Opened) courses.open(ExampleCourse.MODULE)).course();
    assertThat(course.badge().standing()).isInstanceOf(Badge.Standing.NoLonger.class);
    assertThat(course.text(course.lessons(ExampleCourse.ENGLISH).get(0)))
        .isInstanceOf(PageOutcome.Page.class);
  }

  @Test
  void whatWasVerifiedStaysReadableWhenTheCurriculumRunsOut() {
    fetched(ALL);
    Courses later = courses(Instant.parse("2027-03-01T00:00:00Z"));

    assertThat(later.fetch(ExampleCourse.MODULE, ALL))
        .isInstanceOf(FetchOutcome.TrustRefused.class);
    Course course = ((OpenCourseOutcome.Opened) later.open(ExampleCourse.MODULE)).course();
    assertThat(course.badge().standing()).isInstanceOf(Badge.Standing.Vouched.class);
  }

  @Test
  void withoutARootNothingIsFetched() {
    Courses none =
        new Courses(
            store, source, Optional.empty(), Clock.fixed(ExampleCourse.NOW, ZoneOffset.UTC));

    assertThat(none.fetch(ExampleCourse.MODULE, ALL)).isEqualTo(new FetchOutcome.NoAnchor());

    none.trust(ExampleCourse.anchor());
    assertThat(none.anchor()).contains(ExampleCourse.anchor());
    assertThat(none.fetch(ExampleCourse.MODULE, ALL)).isInstanceOf(FetchOutcome.Fetched.class);
  }

  @CanIgnoreReturnValue
  private FetchOutcome.Fetched fetched(Optional<Language> language) {
    FetchOutcome outcome = courses.fetch(ExampleCourse.MODULE, language);
    assertThat(outcome).isInstanceOf(FetchOutcome.Fetched.class);
    return (FetchOutcome.Fetched) outcome;
  }

  private Courses courses(Instant now) {
    return new Courses(
        store,
        source,
        Optional.of(ExampleCourse.anchor()),
        Clock.fixed(now, ZoneOffset.UTC));
  }

  private Courses courses(Sha256 anchor, CourseStore other) {
    return new Courses(
        other, source, Optional.of(anchor), Clock.fixed(ExampleCourse.NOW, ZoneOffset.UTC));
  }
}
