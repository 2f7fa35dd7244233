package org.busel.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.busel.format.Checklist;
import org.busel.format.Chunk;
import org.busel.format.FileAssembly;
import org.busel.format.FileRole;
import org.busel.format.Language;
import org.busel.format.Manifest;
import org.busel.format.ModuleFile;
import org.busel.format.ModulePath;
import org.busel.format.Quiz;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleBuildTest {
  private ModuleFolder module;
  @TempDir private Path parent;

  @BeforeEach
  void aModuleWithoutFault() {
    module = new ModuleFolder(parent);
  }

  @Test
  void theSameTextGivesTheSameBytesOnAnyDay() {
    Manifest _ = build(parent.resolve("one"), LocalDate.of(2026, 11, 1));
    Manifest _ = build(parent.resolve("two"), LocalDate.of(2027, 1, 9));

    assertThat(files(parent.resolve("one"))).isEqualTo(files(parent.resolve("two")));
  }

  @Test
  void whatIsWrittenIsAManifestThatCanBeRead() throws IOException {
    Manifest manifest = build(parent.resolve("out"), ModuleFolder.TODAY);

    byte[] bytes = Files.readAllBytes(parent.resolve("out").resolve(ModuleBuild.MANIFEST));
    assertThat(Manifest.read(bytes)).isEqualTo(new Manifest.Reading.Read(manifest));
  }

  @Test
  void aLessonBecomesSafeHtmlAndPlainText() {
    Manifest manifest = build(parent.resolve("out"), ModuleFolder.TODAY);

    assertThat(content(manifest, "en/lesson-01-phones.html"))
        .isEqualTo(
            """
            <p>Lock your phone. See <a href="lesson-02-more.html#why-it-matters">the second lesson</a>.</p>
            <h2 id="why-a-lock">Why a lock?</h2>
            <ul><li>One</li><li>Two</li></ul>
            """);
    assertThat(content(manifest, "en/lesson-01-phones.txt"))
        .isEqualTo(
            """
            Lock your phone. See the second lesson.

            Why a lock?
            ===========

            • One
            • Two
            """);
    assertThat(content(manifest, "en/lesson-02-more.txt"))
        .endsWith("Sources\n=======\n\n• A source <https://example.org/source>\n");
  }

  @Test
  void plainTextKeepsWhatMarkdownMeans() {
    module.write(
        "en/lesson-01-phones.md",
        """
        ---
        title: All kinds
        minutes: 5
        content-warnings: [Talks about arrest]
        ---

        Some *soft* and **strong** words, a [link](https://example.org/x) and `code`.

        1. First
           * inner
        2. Second

        > Quoted
        > twice

        | a | b |
        |---|--:|
        | 1 | 2 |

        ```sh
        rm	-r
        ```

        ---

        End \\<b>.
        """);

    Manifest manifest = build(parent.resolve("out"), ModuleFolder.TODAY);

    assertThat(content(manifest, "en/lesson-01-phones.txt"))
        .isEqualTo(
            """
            │ ⚠ Talks about arrest

            Some soft and strong words, a link <https://example.org/x> and code.

            1. First
               • inner
            2. Second

            │ Quoted twice

            a | b
            1 | 2

                rm    -r

            * * *

            End <b>.
            """);
    assertThat(content(manifest, "en/lesson-01-phones.html"))
        .contains("<td align=\"right\">2</td>", "<code class=\"language-sh\">", "End &lt;b&gt;.");
  }

  @Test
  void quizAndChecklistCanBeReadBack() {
    Manifest manifest = build(parent.resolve("out"), ModuleFolder.TODAY);

    Quiz.Reading quiz = Quiz.read(bytes(manifest, "be/quiz-01-check.json"));
    Checklist.Reading checklist = Checklist.read(bytes(manifest, "be/checklist.json"));

    assertThat(((Quiz.Reading.Read) quiz).quiz().questions().getFirst().options().getFirst())
        .isEqualTo("Заблакаваць");
    assertThat(((Checklist.Reading.Read) checklist).checklist().title()).isEqualTo("Сёння");
  }

  @Test
  void theManifestSaysWhichTranslationIsStale() {
    module.change("be/lesson-02-more.md", "translated-from: 2", "translated-from: 1");

    Manifest manifest = build(parent.resolve("out"), ModuleFolder.TODAY);

    List<ModuleFile> lessons = manifest.files(FileRole.LESSON, new Language("be"), FileRole.TEXT);
    assertThat(lessons)
        .extracting(it -> it.role().heading().orElseThrow().stale())
        .containsExactly(false, true);
  }

  @Test
  void aModuleWithAFaultIsNotBuilt() {
    module.change("en/lesson-01-phones.md", "* One", "<b>One</b>");

    assertThat(ModuleBuild.build(module.path(), parent.resolve("out"), ModuleFolder.TODAY))
        .isInstanceOf(BuildOutcome.NotYet.class);
    assertThat(parent.resolve("out")).doesNotExist();
  }

  @Test
  void aFolderWithSomethingElseInItIsLeftAlone() throws IOException {
    Path out = Files.createDirectories(parent.resolve("home"));
    Path letter = Files.writeString(out.resolve("letter.txt"), "dear");

    assertThat(ModuleBuild.build(module.path(), out, ModuleFolder.TODAY))
        .isEqualTo(new BuildOutcome.NotOurs(out));
    assertThat(letter).hasContent("dear");
  }

  @Test
  void buildingAgainLeavesNoOldChunks() {
    Path out = parent.resolve("out");
    Manifest _ = build(out, ModuleFolder.TODAY);
    module.change("en/lesson-01-phones.md", "Lock your", "Always lock your");

    Manifest second = build(out, ModuleFolder.TODAY);

    assertThat(files(out.resolve(ModuleBuild.CHUNKS)).keySet())
        .containsExactlyInAnyOrderElementsOf(
            second.chunks().stream().map(it -> it.id().hex()).toList());
  }

  private Manifest build(Path out, LocalDate today) {
    BuildOutcome outcome = ModuleBuild.build(module.path(), out, today);
    assertThat(outcome).isInstanceOf(BuildOutcome.Built.class);
    return ((BuildOutcome.Built) outcome).manifest();
  }

  private String content(Manifest manifest, String path) {
    return new String(bytes(manifest, path), StandardCharsets.UTF_8);
  }

  private byte[] bytes(Manifest manifest, String path) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ModuleFile file = manifest.file(new ModulePath(path)).orElseThrow();
    assertThat(FileAssembly.assemble(file.content(), this::chunk, out::writeBytes))
        .isEqualTo(new FileAssembly.Whole());
    return out.toByteArray();
  }

  private Optional<byte[]> chunk(Chunk chunk) {
    return Optional.of(read(parent.resolve("out/chunks").resolve(chunk.id().hex())));
  }

  private static Map<String, String> files(Path folder) {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      paths
          .filter(Files::isRegularFile)
          .forEach(it ->
              files.put(
                  folder.relativize(it).toString(),
                  new String(read(it), StandardCharsets.ISO_8859_1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static byte[] read(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
