package org.busel.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.busel.author.BuildOutcome;
import org.busel.author.ModuleBuild;
import org.busel.format.About;
import org.busel.format.AnswerKey;
import org.busel.format.Checklist;
import org.busel.format.FileAssembly;
import org.busel.format.FileRole;
import org.busel.format.Language;
import org.busel.format.Manifest;
import org.busel.format.ModuleFile;
import org.busel.format.ModuleId;
import org.busel.format.Question;
import org.busel.format.Quiz;
import org.busel.format.Review;
import org.busel.format.Right;
import org.busel.format.Texts;

/// Modules to export: ours, built from their text, and one with every kind of question.
final class Booklets {
  static final Language ENGLISH = new Language("en");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 1);
  static final byte[] PIXEL =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

  private Booklets() {}

  static Booklet ours(Path course, Language language, Path scratch) {
    Path built = scratch.resolve(course.getFileName() + "-" + language);
    if (!(ModuleBuild.build(course, built, DAY) instanceof BuildOutcome.Built done)) {
      throw new AssertionError("a module of ours cannot be built");
    }
    Manifest manifest = done.manifest();
    List<Booklet.Page> lessons = new ArrayList<>();
    for (ModuleFile file : manifest.files(FileRole.LESSON, language, FileRole.HTML)) {
      FileRole.Heading heading = file.role().heading().orElseThrow();
      lessons.add(
          new Booklet.Page(
              file.role().item(),
              heading.title(),
              heading.minutes(),
              language,
              new String(bytes(built, file), StandardCharsets.UTF_8)));
    }
    List<Booklet.Questions> quizzes = new ArrayList<>();
    for (ModuleFile file : manifest.files(FileRole.QUIZ, language, FileRole.DATA)) {
      Quiz quiz = ((Quiz.Reading.Read) Quiz.read(bytes(built, file))).quiz();
      quizzes.add(new Booklet.Questions(file.role().item(), quiz));
    }
    Optional<Checklist> checklist =
        manifest.files(FileRole.CHECKLIST, language, FileRole.DATA).stream()
            .findFirst()
            .map(it -> ((Checklist.Reading.Read) Checklist.read(bytes(built, it))).checklist());
    return new Booklet(
        manifest.module(),
        manifest.version(),
        language,
        manifest.about(),
        manifest.review(),
        lessons,
        quizzes,
        checklist,
        new TreeMap<>());
  }

  private static byte[] bytes(Path built, ModuleFile file) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FileAssembly assembly =
        FileAssembly.assemble(
            file.content(),
            chunk -> Optional.of(read(built.resolve("chunks").resolve(chunk.id().hex()))),
            out::writeBytes);
    if (!(assembly instanceof FileAssembly.Whole)) {
      throw new AssertionError("a file is not whole");
    }
    return out.toByteArray();
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A module whose author tries everything.
  static Booklet everything(Language language) {
    return everything(language, "Усё & <b>\"everything\"</b> ]]>");
  }

  static Booklet everything(Language language, String title) {
    Texts texts =
        new Texts(title, Optional.of(title), List.of("a < b & c"), List.of("\"loud\""));
    return new Booklet(
        new ModuleId("everything"),
        3,
        language,
        new About(
            List.of(language),
            Map.of(language, texts),
            new About.Effort(About.Effort.BEGINNER, 10),
            List.of(),
            new About.Terms("CC0-1.0", List.of())),
        new Review(List.of("Ada"), List.of("Ben & <Co>"), LocalDate.of(2027, 5, 31), Review.SAFETY),
        List.of(
            new Booklet.Page(
                "lesson-01-first",
                "First & <foremost>",
                5,
                language,
                "<p>See <a href=\"lesson-02-next.html#why\">the next</a>.<br />"
                    + "<img src=\"../media/dot.png\" alt=\"a dot &amp; no more\" /></p>"
                    + "<table><thead><tr><th align=\"left\">a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>"),
            new Booklet.Page(
                "lesson-02-next", "Next", 5, language, "<h2 id=\"why\">Why</h2><p>Because.</p>")),
        List.of(new Booklet.Questions("quiz-01-all", quiz())),
        Optional.of(
            new Checklist(
                "Steps & <more>", List.of(new Checklist.Step("one", "a < b", Optional.of("&"))))),
        Map.of("dot.png", PIXEL));
  }

  static Quiz quiz() {
    return new Quiz(
        "All = {kinds} ~ #of: questions",
        60,
        Quiz.Shuffle.NONE,
        Optional.empty(),
        List.of(
            question("one", Question.CHOICE, List.of("yes = {1}", "no # ~"), List.of(), options(0)),
            question("some", Question.MULTIPLE, List.of("a", "b", "c"), List.of(), options(0, 2)),
            question("row", Question.ORDER, List.of("first", "second"), List.of(), new Right.AsListed(2)),
            question("pairs", Question.MATCH, List.of("Minsk", "Riga"), List.of("by", "lv", "pl"), new Right.Paired(2)),
            question("sum", Question.NUMBER, List.of(), List.of(), new Right.Near(new BigDecimal("3.5"), new BigDecimal("0.5"))),
            question("word", Question.SHORT_TEXT, List.of(), List.of(), new Right.Texts(List.of("бусел", "stork"))),
            question("think", Question.REFLECTION, List.of(), List.of(), new Right.Anything())));
  }

  private static Right options(Integer... right) {
    return new Right.Options(new TreeSet<>(List.of(right)));
  }

  private static Question question(
      String id, String kind, List<String> options, List<String> matches, Right right) {
    return new Question(
        id,
        kind,
        "What <is> {" + id + "} = #1: ~?",
        options,
        matches,
        Optional.empty(),
        false,
        new AnswerKey.Open(right, Map.of(), Optional.of("Because <of> & {this}.")));
  }
}
