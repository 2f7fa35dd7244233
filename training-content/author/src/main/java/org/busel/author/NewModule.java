package org.busel.author;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.busel.format.Json;
import org.busel.format.Language;
import org.busel.format.ModuleId;

/// A module to begin with: a lesson, a quiz and a checklist, which pass [ModuleCheck] as they are.
///
/// @param id also the folder's name
/// @param titles the source language first
/// @param author as learners shall see it
/// @param reviewer somebody else
/// @param reviewedUntil last day on which the advice counts as reviewed
/// @param safety whether wrong advice could hurt somebody
public record NewModule(
    ModuleId id,
    SequencedMap<Language, String> titles,
    String author,
    String reviewer,
    LocalDate reviewedUntil,
    boolean safety) {
  public NewModule {
    titles = new LinkedHashMap<>(titles);
    boolean fits =
        titles.values().stream().allMatch(it -> fits(it, 200))
            && fits(author, 200)
            && fits(reviewer, 200);
    if (titles.isEmpty() || !fits || author.equals(reviewer)) {
      throw new IllegalArgumentException("a new module lacks a title, an author or a reviewer");
    }
  }

  /// What became of writing.
  public sealed interface Outcome {
    /// Written.
    record Written(Path folder, List<Path> files) implements Outcome {
      public Written {
        files = List.copyOf(files);
      }
    }

    /// There is something already; nothing was written.
    record Exists(Path folder) implements Outcome {}
  }

  /// Whether `text` may be a title or a name.
  public static boolean fits(String text, int most) {
    return !text.isBlank() && text.length() <= most && Json.faultIn(text).isEmpty();
  }

  /// Writes the module into a new folder of `parent`, which is made if need be.
  ///
  /// @throws UncheckedIOException if the disk fails
  public Outcome write(Path parent) {
    Path folder = parent.resolve(id.text());
    if (Files.exists(folder)) {
      return new Outcome.Exists(folder);
    }
    List<Path> written = new ArrayList<>();
    try {
      for (Map.Entry<String, String> file : files().entrySet()) {
        Path path = folder.resolve(file.getKey());
        Path _ = Files.createDirectories(path.getParent());
        written.add(Files.writeString(path, file.getValue()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a new module", e);
    }
    return new Outcome.Written(folder, written);
  }

  private SequencedMap<String, String> files() {
    SequencedMap<String, String> files = new LinkedHashMap<>();
    files.put("module.yaml", description());
    Language source = titles.firstEntry().getKey();
    titles.forEach((language, title) -> {
      String origin = language.equals(source) ? "version: 1" : "translated-from: 1";
      files.put(language + "/lesson-01-begin.md", lesson(quoted(title), origin));
      files.put(language + "/quiz-01-check.yaml", quiz(quoted(title), origin));
      files.put(language + "/checklist.yaml", checklist(quoted(title), origin));
    });
    return files;
  }

  private String description() {
    StringBuilder yaml = new StringBuilder("format: 1\n");
    yaml.append("id: ").append(id).append("\nversion: 1\n");
    yaml.append("source-language: ").append(titles.firstEntry().getKey()).append('\n');
    yaml.append("languages: [")
        .append(String.join(", ", titles.keySet().stream().map(Language::code).toList()))
        .append("]\n");
    yaml.append("titles:\n");
    titles.forEach((language, title) -> line(yaml, language, quoted(title)));
    yaml.append("summaries: # one paragraph for whoever chooses\n");
    titles.forEach((language, title) -> line(yaml, language, quoted(title)));
    yaml.append("level: beginner # or advanced, expert\nminutes: 30\n");
    yaml.append("objectives: # what a learner can do afterwards\n");
    titles.forEach((language, title) -> line(yaml, language, "[" + quoted(title) + "]"));
    yaml.append("authors: [").append(quoted(author)).append("]\n");
    yaml.append("reviewers: [").append(quoted(reviewer)).append("]\n");
    yaml.append("reviewed-until: ").append(reviewedUntil).append('\n');
    yaml.append("risk: ").append(safety ? "safety" : "ordinary").append('\n');
    return yaml.append("licence: CC-BY-SA-4.0\n").toString();
  }

  private static void line(StringBuilder yaml, Language language, String value) {
    yaml.append("  ").append(language).append(": ").append(value).append('\n');
  }

  /// As YAML's double quotes want it.
  private static String quoted(String text) {
    return '"' + text.strip().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String lesson(String title, String origin) {
    return """
      ---
      title: %s
      minutes: 10
      %s
      ---

      Begin with what a learner should do differently tomorrow.

      ## Why

      Say it in a few sentences, and name the source of whatever could hurt somebody if it were wrong.
      """
        .formatted(title, origin);
  }

  private static String quiz(String title, String origin) {
    return """
      title: %s
      %s
      pass-percent: 60
      shuffle: options
      questions:
        - id: first
          kind: choice # or multiple, order, match, number, short-text, reflection
          text: What should a learner know now?
          options:
            - text: This
              right: true
              feedback: Say why it is right.
            - text: That
              feedback: Say why it is not.
          explanation: Say it once more in other words.
      """
        .formatted(title, origin);
  }

  private static String checklist(String title, String origin) {
    return """
      title: %s
      %s
      steps:
        - id: first
          text: One thing to do today
          why: Say what it prevents.
      """
        .formatted(title, origin);
  }
}
