package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.busel.sdk.Desk;
import org.busel.sdk.DeskSendOutcome;
import org.busel.sdk.Device;
import org.busel.sdk.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeskCrashTest {
  @TempDir Path folder;

  @Test
  void aDeviceThatIsKilledWhileItSpeaksReachesEverybodyOnceWithAllThatItSaved() throws Exception {
    try (Newsroom room = new Newsroom(folder, Clock.systemUTC(), "Ada", "Ben", "Cem", "Dan")) {
      room.founded();
      room.closes("Ada");

      int said = killAfter(room.folderOf("Ada"), 5);

      room.reopens("Ada");
      room.settle();
      List<String> saved = room.history("Ada");
      assertThat(saved).hasSizeGreaterThanOrEqualTo(said).doesNotHaveDuplicates();
      for (String name : List.of("Ben", "Cem", "Dan")) {
        assertThat(room.history(name)).containsExactlyElementsOf(saved);
      }
      assertThat(room.device("Ada").desks().history(room.desk("Ada"), 1_000))
          .allMatch(message -> message.state() == Message.State.ACCEPTED);
    }
  }

  /// Kills a process, without a word, while it says the message after `said` others.
  private static int killAfter(Path profile, int said) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Speaker.class.getName(),
                profile.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      int seen = 0;
      while (seen < said && lines.readLine() != null) {
        seen++;
      }
      process.destroyForcibly().waitFor();
      assertThat(seen).isEqualTo(said);
      return seen;
    }
  }

  /// Says one thing after the other, until it is killed.
  static final class Speaker {
    private Speaker() {}

    public static void main(String[] args) {
      try (Device device = People.open(Path.of(args[0]))) {
        Desk desk = device.desks().named(Newsroom.DESK).orElseThrow();
        for (int i = 0; i < 1_000; i++) {
          DeskSendOutcome outcome = device.desks().send(desk, "part " + i);
          System.out.println(outcome instanceof DeskSendOutcome.Accepted ? "said" : "not said");
          System.out.flush();
        }
      }
    }
  }
}
