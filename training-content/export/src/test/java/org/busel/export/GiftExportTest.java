package org.busel.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.busel.format.Language;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// GIFT, read back by gift-pegjs.
final class GiftExportTest {
  private static final Path SOURCES = Path.of("src", "test", "node");
  private static final Path FOLDER = Path.of("target", "readers");

  @TempDir Path scratch;

  @BeforeAll
  static void installTheReader() throws Exception {
    Optional<String> reason = install();
    reason.ifPresent(why -> {
      System.err.println("skipped: the reader of GIFT: " + why);
      Assumptions.abort(why);
    });
  }

  @Test
  void aParserOfSomebodyElseFindsEveryKindOfQuestion() throws Exception {
    List<String> read = gift(Booklets.everything(Booklets.ENGLISH));

    assertThat(read).hasSize(7);
    assertThat(read.get(0)).contains("\"type\":\"MC\"", "What <is> {one} = #1: ~?", "\"choices\":2");
    assertThat(read.get(1)).contains("\"type\":\"MC\"", "\"choices\":3");
    assertThat(read.get(2)).contains("\"type\":\"Matching\"");
    assertThat(read.get(3)).contains("\"type\":\"Matching\"");
    assertThat(read.get(4)).contains("\"type\":\"Numerical\"");
    assertThat(read.get(5)).contains("\"type\":\"Short\"");
    assertThat(read.get(6)).contains("\"type\":\"Essay\"");
  }

  @Test
  void everyQuestionOfAModuleOfOursIsThere() throws Exception {
    Booklet booklet =
        Booklets.ours(
            Path.of("..", "courses", "digital-security-in-exile"), new Language("be"), scratch);

    assertThat(gift(booklet)).hasSize(booklet.quizzes().getFirst().quiz().questions().size());
  }

  private List<String> gift(Booklet booklet) throws IOException, InterruptedException {
    Path file = scratch.resolve("questions.txt");
    Files.write(file, ExportFormat.GIFT.write(booklet).bytes());
    Process node =
        new ProcessBuilder("node", "gift.js", file.toAbsolutePath().toString())
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(node.waitFor()).as(said).isZero();
    return said.lines().toList();
  }

  private static Optional<String> install() throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    for (String name : List.of("package.json", "package-lock.json", "gift.js")) {
      Files.copy(
          SOURCES.resolve(name), FOLDER.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    try {
      Process npm =
          new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .redirectOutput(FOLDER.resolve("npm.log").toFile())
              .start();
      if (!npm.waitFor(5, TimeUnit.MINUTES)) {
        npm.destroyForcibly();
        return Optional.of("npm ci did not end; see target/readers/npm.log");
      }
      return npm.exitValue() == 0
          ? Optional.empty()
          : Optional.of("npm ci failed; see target/readers/npm.log");
    } catch (IOException e) {
      return Optional.of("there is no npm; install Node.js 20 or later");
    }
  }
}
