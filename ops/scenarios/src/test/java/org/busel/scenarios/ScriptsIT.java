package org.busel.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands that the README names, typed wrongly on purpose: one clear line, and one that says what to do.
final class ScriptsIT {
  private static final Path OPS = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path folder;

  @Test
  void theQuickstartExplainsItself() throws Exception {
    Said said = run(Map.of(), "quickstart", "--help");

    assertThat(said.exit()).isZero();
    assertThat(said.out()).contains("--once", "--dir DIR", "--port PORT");
  }

  @Test
  void anUnknownOptionIsNamed() throws Exception {
    Said said = run(Map.of(), "quickstart", "--onec");

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err().lines())
        .containsExactly(
            "quickstart: error: unknown option --onec",
            "quickstart: hint: run: ops/quickstart --help");
  }

  @Test
  void aPortThatIsNoneIsNamed() throws Exception {
    assertThat(run(Map.of(), "quickstart", "--port", "99999").err())
        .contains("error: port 99999 is out of range");
    assertThat(run(Map.of(), "quickstart", "--port", "ssh").err())
        .contains("error: port \"ssh\" is not a number");
  }

  @Test
  void aMissingJdkIsNamedWithTheRemedy() throws Exception {
    Path emptyPath = Files.createDirectory(folder.resolve("bin"));
    for (String tool :
        List.of("bash", "dirname", "readlink", "sed", "head", "basename", "cat", "env")) {
      Files.createSymbolicLink(emptyPath.resolve(tool), which(tool));
    }
    Path elsewhere = Files.createDirectories(folder.resolve("checkout/ops"));
    Files.copy(OPS.resolve("quickstart"), elsewhere.resolve("quickstart"));
    Files.writeString(
        elsewhere.resolve("jdk"),
        Files.readString(OPS.resolve("jdk")).replace("/usr/lib/jvm/*", folder + "/no-jdk-here/*"));

    Said said =
        run(
            Map.of("PATH", emptyPath.toString(), "JAVA_HOME", "", "HOME", folder.toString()),
            List.of(
                which("bash").toString(), elsewhere.resolve("quickstart").toString(), "--once"));

    assertThat(said.exit()).isNotZero();
    assertThat(said.err()).contains("error: JDK 25 not found", "hint: install");
  }

  private static Path which(String tool) {
    return List.of("/bin", "/usr/bin").stream()
        .map(dir -> Path.of(dir, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private static Said run(Map<String, String> environment, String script, String... args)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(OPS.resolve(script).toString()));
    command.addAll(List.of(args));
    return run(environment, command);
  }

  private static Said run(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    Path out = Files.createTempFile("out", ".txt");
    Path err = Files.createTempFile("err", ".txt");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    Said said =
        new Said(
            process.exitValue(),
            Files.readString(out, StandardCharsets.UTF_8),
            Files.readString(err, StandardCharsets.UTF_8));
    Files.delete(out);
    Files.delete(err);
    return said;
  }

  private record Said(int exit, String out, String err) {}
}
