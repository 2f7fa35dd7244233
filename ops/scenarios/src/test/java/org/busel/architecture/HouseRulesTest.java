package org.busel.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What CONTRIBUTING.md asks of every source file, read from the files themselves.
final class HouseRulesTest {
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final int LONGEST_FILE = 400;

  @Test
  void everyPackageSaysWhatItIsFor() {
    List<Path> silent =
        javaFiles("src/main/java")
            .map(Path::getParent)
            .distinct()
            .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
            .map(ROOT::relativize)
            .toList();

    assertThat(silent).isEmpty();
  }

  @Test
  void noSourceFileIsLongerThanFourHundredLines() {
    List<Path> tooLong =
        javaFiles("src").filter(file -> lines(file) > LONGEST_FILE).map(ROOT::relativize).toList();

    assertThat(tooLong).isEmpty();
  }

  @Test
  void noTestUsesMocksSleepsOrIsSwitchedOff() {
    Pattern forbidden =
        Pattern.compile(
            "Mock" + "ito|Thread\\.sl" + "eep\\(|@Dis" + "abled\\b|TO" + "DO|FIX" + "ME");

    List<Path> offenders =
        javaFiles("src")
            .filter(file -> forbidden.matcher(text(file)).find())
            .map(ROOT::relativize)
            .toList();

    assertThat(offenders).isEmpty();
  }

  @Test
  void everyLinkBetweenOurDocumentsLeadsSomewhere() {
    Pattern link = Pattern.compile("\\]\\((?!https?:|mailto:|#)([^)#\\s]+)(#[^)]*)?\\)");

    List<String> broken =
        files()
            .filter(file -> file.toString().endsWith(".md"))
            .filter(file -> !file.startsWith(ROOT.resolve("training-content/courses")))
            .flatMap(file ->
                link.matcher(text(file).replaceAll("(?s)```.*?```|`[^`\\n]*`", ""))
                    .results()
                    .map(match -> match.group(1))
                    .filter(target -> !Files.exists(file.resolveSibling(target)))
                    .map(target -> ROOT.relativize(file) + " -> " + target))
            .toList();

    assertThat(broken).isEmpty();
  }

  private static Stream<Path> javaFiles(String below) {
    return files()
        .filter(file -> file.toString().endsWith(".java"))
        .filter(file -> file.toString().contains("/" + below + "/"));
  }

  private static Stream<Path> files() {
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all
          .filter(Files::isRegularFile)
          .filter(file ->
              !Pattern.matches(".*/(target|node_modules|\\.git|\\.busel)/.*", file.toString()))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException("reading the source tree", e);
    }
  }

  private static long lines(Path file) {
    return text(file).lines().count();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("reading a source file", e);
    }
  }
}
