package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.busel.sdk.Contact;
import org.busel.sdk.Device;
import org.busel.sdk.Event;
import org.busel.sdk.Listening;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {
  private static final int MESSAGES = 200;

  @TempDir Path folder;

  @Test
  void aDeviceThatIsKilledWhileReceivingLosesNothingAndShowsNothingTwice() throws Exception {
    Path profile = folder.resolve("editor");
    List<String> sent = IntStream.range(0, MESSAGES).mapToObj(i -> "part " + i).toList();
    try (RelaySimulator relay = RelaySimulator.started();
        Device journalist = People.join(relay, folder.resolve("journalist"))) {
      Contact desk;
      try (Device editor = People.join(relay, profile)) {
        desk = People.meet(editor, "the desk", journalist, "Alena");
      }
      sent.forEach(text -> People.accepted(journalist.send(desk, text)));

      killAfter(profile, MESSAGES / 10);
      killAfter(profile, MESSAGES / 2);

      try (Device editor = People.open(profile)) {
        var rest = editor.receive(People.LONG);
        assertThat(rest.messages()).hasSizeLessThan(MESSAGES);
        assertThat(
                People.texts(editor.history(editor.contact("Alena").orElseThrow(), 2 * MESSAGES)))
            .containsExactlyElementsOf(sent);
      }
    }
  }

  /// Kills a process, without a word, once it has shown `shown` messages.
  private static void killAfter(Path profile, int shown) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Receiver.class.getName(),
                profile.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      int seen = 0;
      while (seen < shown && lines.readLine() != null) {
        seen++;
      }
      process.destroyForcibly().waitFor();
      assertThat(seen).isEqualTo(shown);
    }
  }

  /// Shows messages as they come, until it is killed.
  static final class Receiver {
    private Receiver() {}

    public static void main(String[] args) throws InterruptedException {
      try (Device device = People.open(Path.of(args[0]))) {
        Listening unused = device.listen(Receiver::show);
        Thread.currentThread().join();
      }
    }

    private static void show(Event event) {
      if (event instanceof Event.MessageReceived received) {
        System.out.println(received.message().text());
        System.out.flush();
      }
    }
  }
}
