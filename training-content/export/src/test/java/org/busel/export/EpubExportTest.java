package org.busel.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.adobe.epubcheck.api.EpubCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.busel.format.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// EPUB, judged by epubcheck.
final class EpubExportTest {
  private static final Path COURSES = Path.of("..", "courses");

  @TempDir Path scratch;

  static Stream<String> modules() throws IOException {
    try (Stream<Path> folders = Files.list(COURSES)) {
      return folders.filter(Files::isDirectory).map(it -> it.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("modules")
  void everyModuleOfOursIsAnEpubThatEpubcheckHasNothingToSayAbout(String module) {
    for (String code : List.of("be", "en")) {
      Booklet booklet = Booklets.ours(COURSES.resolve(module), new Language(code), scratch);

      assertThat(epubcheck(ExportFormat.EPUB.write(booklet).bytes())).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "be", "fa"})
  void whateverAnAuthorWritesStaysText(String language) {
    byte[] epub = ExportFormat.EPUB.write(Booklets.everything(new Language(language))).bytes();

    assertThat(epubcheck(epub)).isEmpty();
  }

  @Test
  void epubcheckComplainsWhenAPageIsMissing() {
    Booklet whole = Booklets.everything(Booklets.ENGLISH);
    Booklet withoutPicture =
        new Booklet(
            whole.module(),
            whole.version(),
            whole.language(),
            whole.about(),
            whole.review(),
            whole.lessons(),
            whole.quizzes(),
            whole.checklist(),
            Map.of());

    assertThat(epubcheck(ExportFormat.EPUB.write(withoutPicture).bytes())).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"epub", "html", "cartridge", "qti", "gift"})
  void theSameModuleIsTheSameFile(String word) {
    ExportFormat format = ExportFormat.of(word).orElseThrow();

    assertThat(format.write(Booklets.everything(Booklets.ENGLISH)).bytes())
        .isEqualTo(format.write(Booklets.everything(Booklets.ENGLISH)).bytes());
  }

  /// Everything that epubcheck says, with its place; nothing if it is content.
  private String epubcheck(byte[] epub) {
    StringWriter said = new StringWriter();
    try (PrintWriter out = new PrintWriter(said)) {
      Path file = Files.createTempFile(scratch, "module", ".epub");
      Files.write(file, epub);
      int result = new EpubCheck(file.toFile(), out).doValidate();
      out.flush();
      return result == 0 && !said.toString().contains("WARNING(") ? "" : "epubcheck: " + said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
