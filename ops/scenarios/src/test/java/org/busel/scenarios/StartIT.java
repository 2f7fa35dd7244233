package org.busel.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `ops/busel-relay` keeps of a rehearsal: it makes starts faster, and nothing depends on it.
final class StartIT {
  private static final Path CHECKOUT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Path TARGET = CHECKOUT.resolve("server/relay/target");
  private static final Path LEARNT = TARGET.resolve("busel-relay.aot");
  private static final Path MADE_FOR = TARGET.resolve("busel-relay.aot.of");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  @BeforeAll
  static void prepare(@TempDir Path scratch) throws Exception {
    Ended prepared = run(scratch, Map.of(), "prepare");
    assertThat(prepared.exit()).as(prepared.said()).isZero();
    // Another one may have begun in the background, for a relay of another test.
    await().atMost(PATIENCE).until(() -> Files.exists(MADE_FOR));
    assumeThat(LEARNT).as("made of a checkout that is packaged").exists();
  }

  @Test
  void aStartUsesWhatWasLearntAtTheRehearsal() throws Exception {
    assertThat(mapped(Map.of())).contains(LEARNT.toString());
  }

  @Test
  void aFileThatIsDamagedIsPassedOverInSilence() throws Exception {
    Files.copy(TARGET.resolve("busel-relay.aot.jar"), folder.resolve("busel-relay.aot.jar"));
    Files.copy(MADE_FOR, folder.resolve("busel-relay.aot.of"));
    for (int bytes : new int[] {0, 100, 5_000_000}) {
      try (var learnt = Files.newInputStream(LEARNT)) {
        Files.write(folder.resolve("busel-relay.aot"), learnt.readNBytes(bytes));
      }
      Ended ended =
          run(folder, Map.of("CACHE_DIRECTORY", folder.toString()), "version");
      assertThat(ended.said()).startsWith("busel-relay ").hasLineCount(1);
      assertThat(ended.exit()).isZero();
    }
  }

  @Test
  void aFileOfAnotherBuildIsNotUsed() throws Exception {
    Files.copy(LEARNT, folder.resolve("busel-relay.aot"));
    Files.writeString(folder.resolve("busel-relay.aot.of"), "another build\n");
    Map<String, String> here = Map.of("CACHE_DIRECTORY", folder.toString());

    assertThat(mapped(here)).doesNotContain("busel-relay.aot");
  }

  @Test
  void whereNothingCanBeWrittenARelayStartsAllTheSame() throws Exception {
    Map<String, String> nowhere = Map.of("CACHE_DIRECTORY", "/dev/null/nowhere");

    assertThat(mapped(nowhere)).doesNotContain("busel-relay.aot");
    assertThat(run(folder, nowhere, "prepare").said()).contains("nothing to prepare");
  }

  /// What a relay has mapped into its memory when it is ready.
  private String mapped(Map<String, String> environment) throws IOException {
    Path relay = Files.createDirectories(folder.resolve("relay"));
    Files.writeString(relay.resolve("relay.conf"), "relay.port = 0\nrelay.metrics-port = off\n");
    Path out = folder.resolve("out.txt");
    Process process =
        start(environment, out, "run", "--dir", relay.toString());
    try {
      await().atMost(PATIENCE).until(() -> Files.readString(out).contains("ready on"));
      assertThat(Files.readString(out)).hasLineCount(1);
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "maps"));
    } finally {
      process.destroyForcibly().onExit().join();
    }
  }

  private static Ended run(Path scratch, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(scratch, "said", ".txt");
    Process process = start(environment, out, arguments);
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), Files.readString(out));
  }

  private static Process start(Map<String, String> environment, Path out, String... arguments)
      throws IOException {
    String[] command = new String[arguments.length + 1];
    command[0] = CHECKOUT.resolve("ops/busel-relay").toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
    builder.environment().remove("CACHE_DIRECTORY");
    builder.environment().putAll(environment);
    return builder.start();
  }

  private record Ended(int exit, String said) {}
}
