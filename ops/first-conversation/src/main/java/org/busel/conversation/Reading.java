package org.busel.conversation;

import java.util.List;
import java.util.Optional;
import org.busel.format.Language;
import org.busel.format.ModuleId;
import org.busel.sdk.courses.Badge;
import org.busel.sdk.courses.Course;
import org.busel.sdk.courses.FetchOutcome;
import org.busel.sdk.courses.Lesson;
import org.busel.sdk.courses.OpenCourseOutcome;
import org.busel.sdk.courses.PageOutcome;

/// The journalist takes a module and reads a lesson with the relay switched off.
final class Reading {
  private static final int SHOWN_LINES = 12;

  private final Transcript transcript;
  private final Person learner;

  Reading(Transcript transcript, Person learner) {
    this.transcript = transcript;
    this.learner = learner;
  }

  void fetch(String module) {
    FetchOutcome outcome = learner.device().courses().fetch(new ModuleId(module), Optional.empty());
    if (!(outcome instanceof FetchOutcome.Fetched(Course course, int chunks, long bytes))) {
      throw new StepFailedException(
          "the module could not be fetched: " + outcome.getClass().getSimpleName(),
          "run it again with another --dir");
    }
    transcript.note(
        chunks == 0
            ? "the module is on the device already, and up to date"
            : "fetched %d chunks, %,d KiB, each verified by its hash"
                .formatted(chunks, bytes / 1024));
    Badge.Standing standing = course.badge().standing();
    transcript.check(
        standing instanceof Badge.Standing.Vouched,
        "the module carries the signatures of its author and of a reviewer whom the board trusts");
  }

  /// Reads the first lesson in the first of `languages` that has one of its own.
  void read(String module, List<Language> languages) {
    if (!(learner.device().courses().open(new ModuleId(module))
        instanceof OpenCourseOutcome.Opened(Course course))) {
      throw new StepFailedException(
          "the module is not on the device", "run it again with another --dir");
    }
    Lesson lesson =
        languages.stream()
            .flatMap(language -> course.lessons(language).stream())
            .filter(candidate -> !candidate.standIn())
            .findFirst()
            .orElseThrow(() ->
                new StepFailedException("the module has no lesson", "is the checkout complete?"));
    if (!(course.text(lesson) instanceof PageOutcome.Page<String>(String text))) {
      throw new StepFailedException(
          "the lesson cannot be opened", "run it again with another --dir");
    }
    transcript.note("the first lines of “" + lesson.heading().title() + "”:");
    transcript.block(
        String.join(
            "\n", text.lines().filter(line -> !line.isBlank()).limit(SHOWN_LINES).toList()));
    transcript.check(
        text.lines().count() > SHOWN_LINES,
        "the lesson opens from the device, with the relay switched off");
  }
}
