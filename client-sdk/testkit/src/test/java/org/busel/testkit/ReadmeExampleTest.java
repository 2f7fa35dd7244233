package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.busel.sdk.Device;
import org.busel.wire.JoinLink;
import org.busel.wire.MeetLink;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadmeExampleTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("<!-- first-message.*?-->\\s*```java\\n(.*?)```", Pattern.DOTALL);
  private static final int MOST_LINES = 15;

  @TempDir Path folder;

  static Stream<Path> readmesWithTheExample() {
    return Stream.of("../README.md", "../../README.md", "client-sdk/README.md", "README.md")
        .map(Path::of)
        .filter(Files::isRegularFile)
        .filter(readme -> EXAMPLE.matcher(read(readme)).find());
  }

  @ParameterizedTest
  @MethodSource("readmesWithTheExample")
  void theExampleOfAFirstMessageCompilesAndRuns(Path readme) throws Exception {
    String example = example(readme);
    assertThat(example.lines().filter(line -> !line.isBlank()))
        .hasSizeLessThanOrEqualTo(MOST_LINES);
    try (RelaySimulator relay = RelaySimulator.started();
        Device desk = People.join(relay, folder.resolve("desk"))) {
      MeetLink meeting = desk.invite("Alena", Duration.ofHours(1));

      Object said = run(example, relay.joinLink(), meeting);

      assertThat(said).isEqualTo("sent");
      assertThat(People.receive(desk)).containsExactly("I have the recording");
    }
  }

  private Object run(String example, JoinLink invitation, MeetLink meeting) throws Exception {
    Path source = folder.resolve("Example.java");
    Files.writeString(
        source,
        "import java.nio.file.Path; import org.busel.keys.*; import org.busel.sdk.*;"
            + " import org.busel.wire.*; public class Example { public "
            + example
            + "}");
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                classPath,
                "-d",
                folder.toString(),
                source.toString());
    assertThat(failed).isZero();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      return List.of(loader.loadClass("Example").getMethods()).stream()
          .filter(method -> method.getName().equals("firstMessage"))
          .findFirst()
          .orElseThrow()
          .invoke(null, folder.resolve("alena"), "a long walk".toCharArray(), invitation, meeting);
    }
  }

  private static String example(Path readme) {
    Matcher matcher = EXAMPLE.matcher(read(readme));
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static String read(Path readme) {
    try {
      return Files.readString(readme);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
