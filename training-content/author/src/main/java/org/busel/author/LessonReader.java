package org.busel.author;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.busel.author.DraftItem.Form;
import org.busel.format.FileRole;
import org.busel.format.Language;
import org.commonmark.node.Node;

/// Reads one `lesson-NN-SLUG.md`.
final class LessonReader {
  private static final String FENCE = "---\n";

  private final Language language;
  private final boolean source;
  private final Set<String> media;
  private final Problems problems;

  /// @param media names of the files in `media/`
  LessonReader(Language language, boolean source, Set<String> media, Problems problems) {
    this.language = language;
    this.source = source;
    this.media = media;
    this.problems = problems;
  }

  Optional<DraftItem> read(String item, SourceText text) {
    int end = text.text().indexOf("\n" + FENCE, FENCE.length() - 1);
    if (!text.text().startsWith(FENCE) || end < 0) {
      problems.error(
          Problems.in(text.file()),
          "no front matter",
          "begin with a line ---, then title: and minutes:, then a line ---");
      return Optional.empty();
    }
    String matter = text.text().substring(FENCE.length(), end + 1);
    String body = text.text().substring(end + 1 + FENCE.length());
    int linesBeforeBody = 2 + (int) matter.chars().filter(c -> c == '\n').count();
    return Yaml.map(text.file(), matter, 1, problems)
        .flatMap(yaml -> read(item, yaml, new LessonBody(text.file(), body, linesBeforeBody)));
  }

  private Optional<DraftItem> read(String item, YamlMap yaml, LessonBody body) {
    Optional<ItemHeader> header = ItemHeader.read(yaml, source, problems);
    OptionalInt minutes = yaml.number("minutes", 1, 600);
    List<String> warnings = yaml.textsIfAny("content-warnings", 20, 300);
    List<LessonSource> sources = sources(yaml);
    yaml.done();

    LessonMarkdown markdown = new LessonMarkdown(body, item, media, problems);
    Node document = markdown.checked();
    LessonExtras.add(document, language, warnings, sources);
    Optional<String> html = LessonHtml.render(document, markdown.anchorsByHeading());
    if (html.isEmpty()) {
      problems.error(Problems.in(body.file()), "something in it cannot be shown safely", "");
    }
    if (header.isEmpty() || minutes.isEmpty() || html.isEmpty()) {
      return Optional.empty();
    }
    if (html.get().isBlank()) {
      problems.error(Problems.in(body.file()), "the lesson is empty", "");
      return Optional.empty();
    }
    return Optional.of(
        new DraftItem(
            new DraftItem.Role(FileRole.LESSON, item, language, ""),
            header.get(),
            minutes.getAsInt(),
            List.of(
                new Form(FileRole.HTML, "html", "text/html", Bytes.of(html.get())),
                new Form(
                    FileRole.TEXT, "txt", "text/plain", Bytes.of(LessonText.render(document)))),
            markdown.references()));
  }

  private List<LessonSource> sources(YamlMap yaml) {
    List<LessonSource> sources = new ArrayList<>();
    for (YamlMap entry : yaml.mapsIfAny("sources", 50)) {
      Optional<String> title = entry.text("title", 300).map(YamlMap.Placed::value);
      Optional<String> url =
          entry.keys().contains("url")
              ? entry.matching("url", LessonMarkdown::isWebAddress, "an https: address")
              : entry.textIfAny("url", 1_000);
      entry.done();
      title.ifPresent(it -> sources.add(new LessonSource(it, url)));
    }
    return sources;
  }

  /// Where a claim comes from.
  record LessonSource(String title, Optional<String> url) {}

  /// The Markdown part of a file.
  record LessonBody(String file, String markdown, int linesBefore) {}
}
