package org.busel.sdk.courses;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.busel.format.Language;
import org.busel.format.ModuleId;
import org.busel.format.ModulePath;
import org.busel.format.Quiz;
import org.junit.jupiter.api.Test;

class CoursesTest {
  private static final Optional<Language> ALL = Optional.empty();

  private final ExampleCourse first = new ExampleCourse(1);
  private final HonestSource source = new HonestSource(first);
  private final MortalStore store = new MortalStore();
  private final Courses courses = courses(ExampleCourse.NOW);

  @Test
  void aModuleIsFetchedVerifiedAndReadWithoutANetwork() {
    Course fetched = fetched(ALL).course();
    source.answersUntilDeath = 0;

    Course course = ((OpenCourseOutcome.Opened) courses.open(ExampleCourse.MODULE)).course();

    Lesson lesson = course.lessons(ExampleCourse.ENGLISH).get(0);
    assertThat(course.text(lesson))
        .isEqualTo(new PageOutcome.Page<>("Lock your phone, version 1.\n"));
    assertThat(course.html(lesson)).isInstanceOf(PageOutcome.Page.class);
    PageOutcome<Quiz> quiz = course.quiz(course.quizzes(ExampleCourse.ENGLISH).get(0));
    assertThat(((PageOutcome.Page<Quiz>) quiz).content().title()).isEqualTo("Check");
    assertThat(course.media(new ModulePath("media/film.mp4"))).isInstanceOf(PageOutcome.Page.class);
    assertThat(course.badge()).isEqualTo(fetched.badge());
    assertThat(courses.onDevice()).hasSize(1);
  }

  @Test
  void whatALanguageLacksStandsThereInTheSourceLanguage() {
    Course course = fetched(Optional.of(ExampleCourse.BELARUSIAN)).course();

    List<Lesson> lessons = course.lessons(ExampleCourse.BELARUSIAN);
    assertThat(lessons).extracting(Lesson::standIn).containsExactly(false, true);
    assertThat(course.text(lessons.get(0)))
        .isEqualTo(new PageOutcome.Page<>("Заблакуйце тэлефон.\n"));
    assertThat(course.text(lessons.get(1))).isInstanceOf(PageOutcome.Page.class);
    assertThat(course.languages()).containsExactly(ExampleCourse.BELARUSIAN);
  }

  @Test
  void onlyWhatALanguageNeedsTravels() {
    fetched(Optional.of(ExampleCourse.BELARUSIAN));
    long forOne = source.chunksAsked();

    FetchOutcome.Fetched all = fetched(ALL);

    assertThat(forOne).isLessThan(first.manifest().chunks().size());
    assertThat(forOne + all.chunksFetched()).isEqualTo(first.manifest().chunks().size());
  }

  @Test
  void controlCharactersNeverReachATerminal() {
    Course course = fetched(ALL).course();

    PageOutcome<String> page = course.text(course.lessons(ExampleCourse.ENGLISH).get(1));

    assertThat(((PageOutcome.Page<String>) page).content()).isEqualTo("More \uFFFD[31m.\n");
  }

  @Test
  void fetchingAgainMovesNothing() {
    fetched(ALL);

    assertThat(fetched(ALL).chunksFetched()).isZero();
  }

  @Test
  void aNewVersionMovesOnlyWhatChangedAndLeavesNothingBehind() {
    fetched(ALL);
    ExampleCourse second = new ExampleCourse(2);
    source.offer(second);

    FetchOutcome.Fetched update = fetched(ALL);

    assertThat(update.chunksFetched()).isEqualTo(2);
    assertThat(update.course().badge().version()).isEqualTo(2);
    assertThat(store.values.keySet().stream().filter(it -> it.startsWith("chunk/")))
        .hasSize(second.manifest().chunks().size());
    assertThat(store.values.keySet().stream().filter(it -> it.startsWith("manifest/"))).hasSize(1);
  }

  @Test
  void aBrokenLineCostsNothingThatHasArrived() {
    source.answersUntilDeath = 7 + 5;

    FetchOutcome broken = courses.fetch(ExampleCourse.MODULE, ALL);
    assertThat(broken).isInstanceOf(FetchOutcome.Interrupted.class);
    assertThat(courses.open(ExampleCourse.MODULE)).isEqualTo(new OpenCourseOutcome.NotFetched());
    source.answersUntilDeath = Integer.MAX_VALUE;

    assertThat(fetched(ALL).chunksFetched()).isEqualTo(first.manifest().chunks().size() - 5);
  }

  @Test
  void aDeviceThatDiesAtAnyWriteGoesOnWhereItWas() {
    ExampleCourse second = new ExampleCourse(2);
    for (int writes = 0; writes < 60; writes++) {
      HonestSource relay = new HonestSource(first);
      MortalStore mortal = new MortalStore();
      Courses device = courses(mortal, relay);
      assertThat(device.fetch(ExampleCourse.MODULE, ALL)).isInstanceOf(FetchOutcome.Fetched.class);
      relay.offer(second);
      mortal.writesUntilDeath = writes;

      try {
        FetchOutcome unused = device.fetch(ExampleCourse.MODULE, ALL);
      } catch (MortalStore.Death death) {
        // What follows is the device after its restart.
      }
      mortal.writesUntilDeath = Integer.MAX_VALUE;
      Courses restarted = courses(mortal, relay);

      OpenCourseOutcome before = restarted.open(ExampleCourse.MODULE);
      assertThat(before).isInstanceOf(OpenCourseOutcome.Opened.class);
      Course old = ((OpenCourseOutcome.Opened) before).course();
      assertThat(old.text(old.lessons(ExampleCourse.ENGLISH).get(0)))
          .as("readable after %d writes", writes)
          .isInstanceOf(PageOutcome.Page.class);
      FetchOutcome after = restarted.fetch(ExampleCourse.MODULE, ALL);
      assertThat(after).isInstanceOf(FetchOutcome.Fetched.class);
      assertThat(mortal.values.keySet().stream().filter(it -> it.startsWith("chunk/")))
          .as("nothing left behind after %d writes", writes)
          .hasSize(second.manifest().chunks().size());
    }
  }

  @Test
  void anAlteredChunkIsThrownAway() {
    String victim =
        source.documents.keySet().stream()
            .filter(it -> it.startsWith("/v1/chunks/"))
            .findFirst()
            .orElseThrow();
    byte[] altered = source.document(victim).clone();
    altered[0] ^= 1;
    source.documents.put(victim, altered);

    assertThat(courses.fetch(ExampleCourse.MODULE, ALL)).isEqualTo(new FetchOutcome.ChunkAltered());
    assertThat(store.has("chunk/" + victim.substring("/v1/chunks/".length()))).isFalse();
    assertThat(courses.open(ExampleCourse.MODULE)).isEqualTo(new OpenCourseOutcome.NotFetched());
  }

  @Test
  void aMissingChunkIsSaid() {
    source.documents.keySet().removeIf(it -> it.startsWith("/v1/chunks/"));

    assertThat(courses.fetch(ExampleCourse.MODULE, ALL))
        .isEqualTo(new FetchOutcome.ChunkNotThere(first.manifest().chunks().size()));
  }

  @Test
  void whatIsNotThereIsSaid() {
    assertThat(courses.fetch(new ModuleId("nothing"), ALL))
        .isEqualTo(new FetchOutcome.NoSuchModule());
    assertThat(courses.fetch(ExampleCourse.MODULE, Optional.of(new Language("fa"))))
        .isEqualTo(
            new FetchOutcome.NoSuchLanguage(
                List.of(ExampleCourse.ENGLISH, ExampleCourse.BELARUSIAN)));
    assertThat(courses.open(new ModuleId("nothing"))).isEqualTo(new OpenCourseOutcome.NotFetched());
  }

  @Test
  void aDamagedChunkOnTheDeviceIsFetchedAgain() {
    Course course = fetched(ALL).course();
    Lesson lesson = course.lessons(ExampleCourse.ENGLISH).get(0);
    store.values.replaceAll((name, value) ->
        name.startsWith("chunk/") && value.length < 100
            ? "damaged".getBytes(StandardCharsets.UTF_8)
            : value);

    assertThat(course.text(lesson)).isEqualTo(new PageOutcome.NotHere<>());
    assertThat(fetched(ALL).chunksFetched()).isPositive();
    assertThat(course.text(lesson)).isInstanceOf(PageOutcome.Page.class);
  }

  @Test
  void theListIsHearsayAndItsAbsenceIsSaid() {
    ListOutcome.Listed listed = (ListOutcome.Listed) courses.list();
    assertThat(listed.entries().get(0).textsIn(ExampleCourse.BELARUSIAN).title())
        .isEqualTo("Першыя крокі");

    source.documents.put("/v1/catalog", "<html>".getBytes(StandardCharsets.UTF_8));
    assertThat(courses.list()).isInstanceOf(ListOutcome.Refused.class);
    source.answersUntilDeath = 0;
    assertThat(courses.list()).isInstanceOf(ListOutcome.Unreachable.class);
  }

  @Test
  void progressReachesTheEnd() {
    List<Long> here = new ArrayList<>();
    List<Long> needed = new ArrayList<>();

    FetchOutcome outcome =
        courses.fetch(
            ExampleCourse.MODULE,
            ALL,
            (bytesHere, bytesNeeded) -> {
              here.add(bytesHere);
              needed.add(bytesNeeded);
            });

    assertThat(outcome).isInstanceOf(FetchOutcome.Fetched.class);
    assertThat(here).isSorted().endsWith(needed.get(0)).startsWith(0L);
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

  private static Courses courses(CourseStore mortal, CourseSource relay) {
    return new Courses(
        mortal,
        relay,
        Optional.of(ExampleCourse.anchor()),
        Clock.fixed(ExampleCourse.NOW, ZoneOffset.UTC));
  }
}
