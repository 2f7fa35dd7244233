package org.busel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Holds THREAT-MODEL.md to the tests that it names.
class ThreatModelTest {
  private static final int ATTACKS = 61;
  private static final Path ROOT = Path.of("../..");
  private static final Pattern ROW =
      Pattern.compile("^\\| (\\d+) \\| [^|]+ \\| [^|]+ \\| ([^|]+) \\|$", Pattern.MULTILINE);
  private static final Pattern PROOF = Pattern.compile("`([a-z-]+): (\\w+)\\.(\\w+)`");

  private static String model = "";

  @BeforeAll
  static void readTheModel() throws IOException {
    model = Files.readString(Path.of("../THREAT-MODEL.md"));
  }

  @Test
  void everyKnownAttackHasATestOrSaysWhyItIsOpen() {
    List<MatchResult> rows = ROW.matcher(model).results().toList();

    assertThat(rows)
        .map(row -> Integer.parseInt(row.group(1)))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, ATTACKS).boxed().toList());
    assertThat(rows)
        .allSatisfy(row -> assertThat(row.group(2)).containsPattern(PROOF + "|open: \\w+"));
  }

  @Test
  void everyTestThatTheModelNamesIsThere() throws IOException {
    List<MatchResult> named = PROOF.matcher(model).results().toList();

    assertThat(named).isNotEmpty();
    for (MatchResult proof : named) {
      assertThat(testsIn(proof.group(1), proof.group(2)))
          .as(proof.group())
          .anySatisfy(source ->
              assertThat(source).containsPattern("(void|ArchRule)\\s+" + proof.group(3) + "\\b"));
    }
  }

  private static List<String> testsIn(String module, String type) throws IOException {
    try (Stream<Path> files = Files.find(ROOT, 3, (path, attributes) -> isModule(path, module))) {
      return files
          .flatMap(folder -> sources(folder.resolve("src"), type + ".java"))
          .map(ThreatModelTest::read)
          .toList();
    }
  }

  private static boolean isModule(Path folder, String name) {
    return folder.endsWith(name) && Files.exists(folder.resolve("pom.xml"));
  }

  private static Stream<Path> sources(Path folder, String name) {
    try (Stream<Path> files = Files.find(folder, 20, (path, attributes) -> path.endsWith(name))) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list sources", e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read a test", e);
    }
  }
}
