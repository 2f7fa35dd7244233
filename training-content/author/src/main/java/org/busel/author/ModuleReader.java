package org.busel.author;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.busel.format.Language;

/// Reads a whole module, finds everything that is wrong, and goes on as far as it can.
final class ModuleReader {
  private static final Set<String> STAY_AT_HOME = Set.of("README.md", "SOURCES.md");
  private static final Pattern LESSON =
      Pattern.compile("(lesson-[0-9]{2}-[a-z0-9]+(?:-[a-z0-9]+)*)\\.md");
  private static final Pattern QUIZ =
      Pattern.compile("(quiz-[0-9]{2}-[a-z0-9]+(?:-[a-z0-9]+)*)\\.yaml");
  private static final String CHECKLIST = "checklist.yaml";
  private static final int MAX_NAME = 80;

  private final Path folder;
  private final Problems problems;

  ModuleReader(Path folder, Problems problems) {
    this.folder = folder;
    this.problems = problems;
  }

  /// The module, or nothing if its description is too broken to go on. Look at the problems in any case.
  Optional<ModuleDraft> read(LocalDate today) {
    Path yaml = folder.resolve("module.yaml");
    if (!Files.isRegularFile(yaml, LinkOption.NOFOLLOW_LINKS)) {
      problems.error(
          Problems.in("module.yaml"),
          "there is no module.yaml",
          "WRITING.md says what belongs in it");
      return Optional.empty();
    }
    String name = folder.toAbsolutePath().normalize().getFileName().toString();
    Optional<ModuleDescription> description =
        SourceText.read(yaml, "module.yaml", problems)
            .flatMap(new DescriptionReader(name, today, problems)::read);
    return description.map(this::read);
  }

  private ModuleDraft read(ModuleDescription description) {
    Map<String, MediaReader.Media> media = media();
    List<DraftItem> items = new ArrayList<>();
    for (Language language : description.about().languages()) {
      items.addAll(items(language, language.equals(description.source()), media.keySet()));
    }
    strangers(description);
    Set<String> used = new HashSet<>();
    items.forEach(item -> used.addAll(item.references().media()));
    media.keySet().stream()
        .filter(name -> !used.contains(name))
        .forEach(name ->
            problems.warning(Problems.in("media/" + name), "no lesson uses it", "it is left out"));
    ModuleDraft draft =
        new ModuleDraft(
            description,
            items,
            media.values().stream().filter(it -> used.contains(it.name())).toList());
    new TranslationCheck(draft, problems).run();
    return draft;
  }

  private List<DraftItem> items(Language language, boolean source, Set<String> media) {
    List<DraftItem> items = new ArrayList<>();
    LessonReader lessons = new LessonReader(language, source, media, problems);
    QuizReader quizzes = new QuizReader(language, source, problems);
    ChecklistReader checklists = new ChecklistReader(language, source, problems);
    for (Path path : files(folder.resolve(language.code()))) {
      String name = path.getFileName().toString();
      String file = language + "/" + name;
      boolean lesson = LESSON.matcher(name).matches();
      boolean quiz = QUIZ.matcher(name).matches();
      if (name.length() > MAX_NAME || (!lesson && !quiz && !name.equals(CHECKLIST))) {
        problems.error(
            Problems.in(file),
            "nothing goes by that name",
            "lesson-NN-SLUG.md, quiz-NN-SLUG.yaml or checklist.yaml, at most 80 characters");
        continue;
      }
      String item = name.substring(0, name.lastIndexOf('.'));
      SourceText.read(path, file, problems)
          .flatMap(text ->
              lesson
                  ? lessons.read(item, text)
                  : quiz ? quizzes.read(item, text) : checklists.read(item, text))
          .ifPresent(items::add);
    }
    return items;
  }

  private Map<String, MediaReader.Media> media() {
    Map<String, MediaReader.Media> media = new LinkedHashMap<>();
    MediaReader reader = new MediaReader(problems);
    for (Path path : files(folder.resolve("media"))) {
      reader.read(path, path.getFileName().toString()).ifPresent(it -> media.put(it.name(), it));
    }
    return media;
  }

  /// Names what belongs to nothing.
  private void strangers(ModuleDescription description) {
    for (Path path : entries(folder)) {
      String name = path.getFileName().toString();
      boolean known =
          name.equals("module.yaml")
              || name.equals("media")
              || STAY_AT_HOME.contains(name)
              || description.about().languages().stream().anyMatch(it -> it.code().equals(name));
      if (!known) {
        problems.error(
            Problems.in(name),
            "nothing goes by that name",
            Language.parse(name).isPresent()
                ? "add " + name + " to languages in module.yaml"
                : "delete it");
      }
    }
  }

  /// The regular files of a folder, by name. A link could lead anywhere, and a folder is one too many.
  private List<Path> files(Path in) {
    List<Path> files = new ArrayList<>();
    for (Path path :
        Files.isDirectory(in, LinkOption.NOFOLLOW_LINKS) ? entries(in) : List.<Path>of()) {
      if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        files.add(path);
      } else {
        String file = folder.relativize(path).toString().replace('\\', '/');
        problems.error(
            Problems.in(file), "a link or folder, not a file", "put the file itself there");
      }
    }
    return files;
  }

  private List<Path> entries(Path in) {
    try (Stream<Path> entries = Files.list(in)) {
      return entries.filter(it -> !it.getFileName().toString().startsWith(".")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list a module's folder", e);
    }
  }
}
