package org.busel.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.busel.format.FileRole;
import org.busel.format.Language;
import org.busel.format.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The modules that this project writes itself.
class CoursesTest {
  private static final Path COURSES = Path.of("..", "courses");

  static Stream<String> modules() throws IOException {
    try (Stream<Path> folders = Files.list(COURSES)) {
      return folders
          .filter(Files::isDirectory)
          .map(it -> it.getFileName().toString())
          .sorted()
          .toList()
          .stream();
    }
  }

  @Test
  void theFiveModulesAreThere() throws IOException {
    assertThat(modules())
        .contains(
            "digital-security-in-exile",
            "documenting-violations",
            "propaganda-and-fact-checking",
            "reporting-on-trauma",
            "right-to-a-fair-trial");
  }

  @ParameterizedTest
  @MethodSource("modules")
  void aModuleOfOursCanBeBuilt(String module, @TempDir Path out) {
    BuildOutcome outcome =
        ModuleBuild.build(COURSES.resolve(module), out.resolve("built"), ModuleFolder.TODAY);

    assertThat(outcome).isInstanceOf(BuildOutcome.Built.class);
    Manifest manifest = ((BuildOutcome.Built) outcome).manifest();
    Language english = new Language("en");
    assertThat(manifest.about().languages())
        .containsExactly(english, new Language("be"), new Language("ru"));
    assertThat(manifest.files(FileRole.LESSON, english, FileRole.TEXT))
        .hasSizeGreaterThanOrEqualTo(4);
    for (Language language : List.of(new Language("be"), new Language("ru"))) {
      assertThat(manifest.files(FileRole.LESSON, language, FileRole.TEXT))
          .hasSameSizeAs(manifest.files(FileRole.LESSON, english, FileRole.TEXT));
    }
    assertThat(manifest.files(FileRole.QUIZ, english, FileRole.DATA)).isNotEmpty();
    assertThat(manifest.files(FileRole.CHECKLIST, english, FileRole.DATA)).hasSize(1);
  }
}
