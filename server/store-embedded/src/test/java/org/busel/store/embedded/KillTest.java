package org.busel.store.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.busel.mailbox.Waiting;
import org.busel.store.contract.Examples;
import org.busel.wire.DeviceId;
import org.busel.wire.EnvelopeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A process that appends is killed at moments that nobody chose, and whatever it was told had been stored is there.
@Timeout(value = 5, unit = MINUTES)
final class KillTest {
  private static final int ROUNDS = 8;
  private static final int DEVICES = 4;

  @TempDir private Path folder;

  @Test
  void nothingThatWasStoredIsMissingAfterAKillAndTheOrderIsKept() throws Exception {
    Random random = new Random(7);
    for (int round = 0; round < ROUNDS; round++) {
      List<String> lines = runAndKillAfter(1 + random.nextInt(600), 1 + round * 1_000_000L);

      try (EmbeddedStore store = Stores.open(folder)) {
        assertThat(store.damages()).isEmpty();
        for (int device = 1; device <= DEVICES; device++) {
          List<EnvelopeId> mustWait = storedAndNotAcknowledged(device, lines);
          List<EnvelopeId> waits = drain(store, Examples.device(device));
          waits.retainAll(
              mustWait); // besides, there may be some that it was not told about any more
          assertThat(waits).isEqualTo(mustWait);
        }
      }
    }
  }

  @Test
  void aFolderThatAnotherProcessHasOpenIsRefusedAndFreeOnceThatIsKilled() throws Exception {
    Process process = start(1);
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      assertThat(lines.readLine()).startsWith("stored");
      assertThatExceptionOfType(StoreInUseException.class)
          .isThrownBy(() -> Stores.open(folder).close());
    } finally {
      kill(process);
    }

    Stores.open(folder).close();
  }

  private List<String> runAndKillAfter(int count, long first) throws Exception {
    Process process = start(first);
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader = process.inputReader(UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
        if (lines.size() == count) {
          // Of the handle: a Process would close the stream with what was said before.
          assertThat(process.toHandle().destroyForcibly()).isTrue();
        }
      }
    } finally {
      kill(process);
    }
    assertThat(lines).hasSizeGreaterThanOrEqualTo(count);
    return lines.subList(0, lines.size() - 1); // the kill may have cut the last one off
  }

  private Process start(long first) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new ProcessBuilder(
            java.toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Appender.class.getName(),
            folder.toString(),
            Integer.toString(DEVICES),
            Long.toString(first))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void kill(Process process) throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(1, MINUTES)).isTrue();
  }

  private static List<EnvelopeId> storedAndNotAcknowledged(int device, List<String> lines) {
    String prefix = "stored " + device + " ";
    return lines.stream()
        .filter(line -> line.startsWith(prefix))
        .map(line -> Long.parseLong(line.substring(prefix.length())))
        .filter(number -> number % 3 != 0)
        .map(Examples::envelopeId)
        .toList();
  }

  private static List<EnvelopeId> drain(EmbeddedStore store, DeviceId device) {
    List<EnvelopeId> ids = new ArrayList<>();
    List<Waiting> waiting = Stores.peek(store, device);
    while (!waiting.isEmpty()) {
      waiting.forEach(next -> ids.add(next.envelope().id()));
      store.mailboxes().acknowledge(device, waiting.stream().map(Waiting::sequence).toList());
      waiting = Stores.peek(store, device);
    }
    return ids;
  }
}
