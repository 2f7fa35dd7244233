package org.busel.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleCheckTest {
  private ModuleFolder module;

  @BeforeEach
  void aModuleWithoutFault(@TempDir Path parent) {
    module = new ModuleFolder(parent);
  }

  @Test
  void aModuleWithoutFaultPassesWithoutAWord() {
    assertThat(ModuleCheck.check(module.path(), ModuleFolder.TODAY))
        .isEqualTo(new CheckOutcome.Passed(List.of()));
  }

  @Test
  void anUnknownKeyIsNamedWithItsPlaceAndTheNearestRightOne() {
    module.change("module.yaml", "minutes: 30", "minutes: 30\nlicense: MIT");

    assertThat(module.problems())
        .containsExactly(
            "module.yaml:14:1: error: unknown key license\n  hint: did you mean licence?");
  }

  @Test
  void everyFaultOfEveryFileIsSaidAtOnce() {
    module
        .change("module.yaml", "level: beginner", "level: easy")
        .change("en/lesson-01-phones.md", "minutes: 5", "minuets: 5")
        .change("en/quiz-01-check.yaml", "right: true", "feedback: Yes");

    assertThat(module.problems())
        .contains(
            "module.yaml:12:8: error: level has to be one of: beginner, advanced, expert",
            "en/lesson-01-phones.md:2:1: error: key minutes is missing",
            "en/lesson-01-phones.md:3:1: error: unknown key minuets\n"
                + "  hint: did you mean minutes?",
            "en/quiz-01-check.yaml:6:5: error: no option is right\n"
                + "  hint: write right: true on the right one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[x](lesson-09-none.md)              | 6:1: error: there is no lesson lesson-09-none",
        "[x](lesson-02-more.md#why-it-mater) | 6:1: error: there is no heading #why-it-mater in"
            + " lesson-02-more",
        "[x](http://example.org)             | 6:1: error: the link is not encrypted",
        "[x](javascript:alert(1))            | 6:1: error: the link leads nowhere",
        "[x](data:text/html;base64,AAAA)     | 6:1: error: the link leads nowhere",
        "[x](../../etc/passwd)               | 6:1: error: the link leads nowhere",
        "[](https://example.org)             | 6:1: error: the link has no text",
        "<script>alert(1)</script>           | 6:1: error: HTML is not allowed",
        "a <b onclick=x>b</b>                | 6:3: error: HTML is not allowed",
        "<svg onload=alert(1)>               | 6:1: error: HTML is not allowed",
        "![](../media/none.png)              | 6:1: error: the picture has no alternative text",
        "![x](../media/none.png)             | 6:1: error: there is no media/none.png",
        "![x](https://example.org/x.png)     | 6:1: error: the picture is not in media/",
        "# Title                             | 6:1: error: a heading of the first level",
        "#### Deep                           | 6:1: error: the heading skips a level",
      })
  void whatALessonMustNotHoldIsFound(String markdown, String expected) {
    module.change(
        "en/lesson-01-phones.md",
        "Lock your phone. See [the second lesson](lesson-02-more.md#why-it-matters).",
        markdown);

    assertThat(module.problems())
        .anySatisfy(it -> assertThat(it).startsWith("en/lesson-01-phones.md:" + expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id: first-steps       | id: other-steps        | id and folder differ",
        "id: first-steps       | id: First Steps        | id has to be",
        "version: 3            | version: 0             | version has to be a whole number",
        "version: 3            | version: three         | version has to be a whole number",
        "languages: [en, be]   | languages: [en, by]    | did you mean be?",
        "languages: [en, be]   | languages: [be, en]    | the source language has to come first",
        "languages: [en, be]   | languages: [en, be, be]| language be stands twice",
        "languages: [en, be]   | languages: [en, be, ru]| no lesson in ru",
        "reviewers: [Ryhor]    | reviewers: [Alena]     | nobody reviews what they wrote",
        "reviewed-until: 2027-06-30 | reviewed-until: 2026-10-31 | the review ran out on"
            + " 2026-10-31",
        "reviewed-until: 2027-06-30 | reviewed-until: 30.06.2027 | not a day",
        "risk: safety          | risk: high             | risk has to be one of",
        "contact: https://example.org/help | contact: example.org | contact has to be",
        "format: 1             | format: 1\\nformat: 1   | key format stands twice",
        "format: 1             | format: &a 1           | anchors, aliases, tags",
        "format: 1             | format: !!int 1        | anchors, aliases, tags",
        "authors: [Alena]      | authors: Alena         | authors has to be a list",
        "minutes: 30           | minutes: [30           | not YAML",
        "licence: CC0-1.0      | cohort: closed         | cohort has to be one of: open",
      })
  void whatIsWrongInTheDescriptionIsFound(String right, String wrong, String message) {
    module.change("module.yaml", right.strip(), wrong.strip().replace("\\n", "\n"));

    assertThat(module.problems())
        .anySatisfy(it -> assertThat(it).startsWith("module.yaml:").contains(message));
  }

  @Test
  void aMissingTranslationIsAWarning() throws IOException {
    Files.delete(module.path().resolve("be/lesson-02-more.md"));

    assertThat(ModuleCheck.check(module.path(), ModuleFolder.TODAY))
        .isInstanceOf(CheckOutcome.Passed.class);
    assertThat(module.problems())
        .containsExactly(
            "module.yaml:5:1: warning: be lacks lesson-02-more\n"
                + "  hint: learners will see the source language");
  }

  @Test
  void aStaleTranslationIsAWarning() {
    module.change("be/lesson-02-more.md", "translated-from: 2", "translated-from: 1");

    assertThat(module.problems())
        .containsExactly(
            "be/lesson-02-more.md:2:1: warning: stale: translated from version 1, the source has"
                + " 2\n"
                + "  hint: bring it up to date, then set translated-from: 2");
  }

  @Test
  void aTranslationOfTheFutureOrOfNothingIsAnError() {
    module
        .change("be/lesson-01-phones.md", "translated-from: 1", "translated-from: 9")
        .write("be/lesson-03-new.md", "---\ntitle: x\nminutes: 1\ntranslated-from: 1\n---\n\nx\n");

    assertThat(module.problems())
        .contains(
            "be/lesson-01-phones.md:2:1: error: translated from version 9, but the source has only"
                + " 1")
        .anyMatch(it -> it.contains("there is no lesson-03-new in en to translate from"));
  }

  @Test
  void aTranslatedQuizHasTheSameRightAnswers() {
    module.change("be/quiz-01-check.yaml", "        right: true\n", "");

    assertThat(module.problems()).anyMatch(it -> it.contains("no option is right"));
  }

  @Test
  void aTranslatedQuizDiffersInWordsOnly() {
    module.change("be/quiz-01-check.yaml", "id: lock", "id: other");

    assertThat(module.problems())
        .anyMatch(it -> it.contains("differs from the source in more than words"));
  }

  @Test
  void aChoiceWithTwoRightAnswersIsAnError() {
    module.change("en/quiz-01-check.yaml", "- text: Wait", "- text: Wait\n        right: true");

    assertThat(module.problems()).anyMatch(it -> it.contains("2 options are right"));
  }

  @Test
  void anIdTwiceIsAnError() {
    module.change(
        "en/checklist.yaml",
        "    text: Lock the phone\n",
        "    text: Lock the phone\n  - id: lock-phone\n    text: Again\n");

    assertThat(module.problems())
        .contains("en/checklist.yaml:5:5: error: id lock-phone stands twice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"fr/lesson-01-x.md", "notes.txt", "en/lesson-1-x.md", "en/Lesson-01-x.md"})
  void whatBelongsToNothingIsNamed(String file) {
    module.write(file, "x");

    assertThat(module.problems()).anyMatch(it -> it.contains("nothing goes by that name"));
  }

  @Test
  void aLinkOnDiskIsNotFollowed(@TempDir Path elsewhere) throws IOException {
    Path secret = Files.writeString(elsewhere.resolve("secret.md"), ModuleFolder.LESSON);
    Path _ = Files.createSymbolicLink(module.path().resolve("en/lesson-03-link.md"), secret);

    assertThat(module.problems())
        .anyMatch(it -> it.startsWith("en/lesson-03-link.md:1:1: error: a link or folder"));
  }

  @Test
  void hiddenCharactersAreRefusedWithTheirPlace() {
    module.change("en/lesson-01-phones.md", "* One", "* One \u202Etxt.exe");

    assertThat(module.problems())
        .anyMatch(it -> it.startsWith("en/lesson-01-phones.md:10:7: error: character U+202E"));
  }

  @Test
  void aFileThatIsNotUtf8IsRefused() {
    module.write("en/lesson-01-phones.md", new byte[] {'-', '-', '-', '\n', (byte) 0xff});

    assertThat(module.problems())
        .contains(
            "en/lesson-01-phones.md:1:1: error: the file is not UTF-8\n  hint: save it as UTF-8");
  }

  @Test
  void hugeAndDeepYamlEndsInARefusal() {
    module.write("en/checklist.yaml", "a: " + "[".repeat(100_000));
    assertThat(module.problems()).anyMatch(it -> it.startsWith("en/checklist.yaml:1:"));

    module.write("en/checklist.yaml", "a: x\n".repeat(100_000));
    assertThat(module.problems()).anyMatch(it -> it.contains("longer than 256 KiB"));
  }

  @Test
  void deepMarkdownEndsInAResult() {
    module.change("en/lesson-01-phones.md", "Lock your", "> ".repeat(20_000) + "*_".repeat(20_000));

    assertThat(module.problems()).noneMatch(it -> it.contains("no folder"));
  }

  @Test
  void aReviewCountsOnItsLastDay() {
    assertThat(ModuleCheck.check(module.path(), LocalDate.of(2027, 6, 30)))
        .isInstanceOf(CheckOutcome.Passed.class);
    assertThat(ModuleCheck.check(module.path(), LocalDate.of(2027, 7, 1)))
        .isInstanceOf(CheckOutcome.NotYet.class);
  }

  @Test
  void aFolderThatIsNotThereIsSaid(@TempDir Path empty) {
    assertThat(ModuleCheck.check(empty.resolve("none"))).isEqualTo(new CheckOutcome.NoFolder());
    assertThat(ModuleCheck.check(empty)).isInstanceOf(CheckOutcome.NotYet.class);
  }
}
