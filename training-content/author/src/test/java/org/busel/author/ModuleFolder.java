package org.busel.author;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/// A small module on disk in two languages, in which a test then breaks something.
final class ModuleFolder {
  static final LocalDate TODAY = LocalDate.of(2026, 11, 1);

  static final String YAML =
      """
      format: 1
      id: first-steps
      version: 3
      source-language: en
      languages: [en, be]
      titles:
        en: First steps
        be: Першыя крокі
      summaries:
        en: Where to begin.
        be: З чаго пачаць.
      level: beginner
      minutes: 30
      objectives:
        en: [Begin]
        be: [Пачаць]
      authors: [Alena]
      reviewers: [Ryhor]
      reviewed-until: 2027-06-30
      risk: safety
      support:
        - name: A helpline
          contact: https://example.org/help
          languages: [en]
      licence: CC0-1.0
      """;

  static final String LESSON =
      """
      ---
      title: Phones
      minutes: 5
      ---

      Lock your phone. See [the second lesson](lesson-02-more.md#why-it-matters).

      ## Why a lock?

      * One
      * Two
      """;

  private final Path folder;

  ModuleFolder(Path parent) {
    this.folder = parent.resolve("first-steps");
    write("module.yaml", YAML);
    write("en/lesson-01-phones.md", LESSON);
    write(
        "en/lesson-02-more.md",
        """
        ---
        title: More
        minutes: 5
        version: 2
        sources:
          - title: A source
            url: https://example.org/source
        ---

        ## Why it matters

        It does.
        """);
    write(
        "en/quiz-01-check.yaml",
        """
        title: Check
        questions:
          - id: lock
            kind: choice
            text: What first?
            options:
              - text: Lock it
                right: true
              - text: Wait
        """);
    write(
        "en/checklist.yaml",
        """
        title: Today
        steps:
          - id: lock-phone
            text: Lock the phone
        """);
    write(
        "be/lesson-01-phones.md",
        """
        ---
        title: Тэлефоны
        minutes: 5
        translated-from: 1
        ---

        Заблакуйце тэлефон.
        """);
    write(
        "be/lesson-02-more.md",
        """
        ---
        title: Больш
        minutes: 5
        translated-from: 2
        ---

        Так.
        """);
    write(
        "be/quiz-01-check.yaml",
        """
        title: Праверка
        translated-from: 1
        questions:
          - id: lock
            kind: choice
            text: Што спачатку?
            options:
              - text: Заблакаваць
                right: true
              - text: Чакаць
        """);
    write(
        "be/checklist.yaml",
        """
        title: Сёння
        translated-from: 1
        steps:
          - id: lock-phone
            text: Заблакаваць тэлефон
        """);
  }

  Path path() {
    return folder;
  }

  @CanIgnoreReturnValue
  ModuleFolder write(String file, String text) {
    return write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  @CanIgnoreReturnValue
  ModuleFolder write(String file, byte[] bytes) {
    try {
      Path path = folder.resolve(file);
      Path _ = Files.createDirectories(path.getParent());
      Path _ = Files.write(path, bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Replaces `old`, which must be there, in a file.
  @CanIgnoreReturnValue
  ModuleFolder change(String file, String old, String changed) {
    try {
      String text = Files.readString(folder.resolve(file));
      if (!text.contains(old)) {
        throw new IllegalArgumentException(file + " does not contain " + old);
      }
      return write(file, text.replace(old, changed));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Everything a check says, one text each.
  List<String> problems() {
    return switch (ModuleCheck.check(folder, TODAY)) {
      case CheckOutcome.Passed(List<Problem> warnings) ->
          warnings.stream().map(Problem::text).toList();
      case CheckOutcome.NotYet(List<Problem> problems) ->
          problems.stream().map(Problem::text).toList();
      case CheckOutcome.NoFolder _ -> List.of("no folder");
    };
  }
}
