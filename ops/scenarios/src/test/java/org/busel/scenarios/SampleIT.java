package org.busel.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.busel.sample.Chat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The app of client-sdk/sample, twice, each in a process of its own, over the real relay.
final class SampleIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void twoPeopleMeetAndTalkWithTheSampleApp() {
    try (RealRelay relay = new RealRelay(folder.resolve("relay"));
        ChildJvm editor = chat("editor", relay.invite());
        ChildJvm alena = chat("alena", relay.invite())) {
      editor.says("invite Alena");
      String invitation = awaitLine(editor, "busel:meet#");
      alena.says("meet desk " + invitation);
      awaitLine(alena, "met");
      alena.says("to desk I have the recording");
      awaitLine(alena, "sent");
      awaitLine(editor, "Alena: I have the recording");
      editor.says("to Alena bring it");
      awaitLine(alena, "desk: bring it");

      alena.says("quit");
      assertThat(alena.awaitExit(PATIENCE)).isZero();
      try (ChildJvm again = chat("alena")) {
        again.says("last desk");
        awaitLine(again, "OUTGOING I have the recording");
        awaitLine(again, "INCOMING bring it");
      }
    }
  }

  private ChildJvm chat(String name, String... invitation) {
    String profile = folder.resolve(name).toString();
    ChildJvm chat =
        invitation.length == 0
            ? new ChildJvm(folder.resolve(name + ".log"), Chat.class, profile)
            : new ChildJvm(folder.resolve(name + ".log"), Chat.class, profile, invitation[0]);
    chat.says("a long walk along the river");
    awaitLine(chat, "this device: ");
    return chat;
  }

  private static String awaitLine(ChildJvm chat, String beginning) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(chat.output()).anyMatch(line -> line.startsWith(beginning)));
    return chat.output().stream()
        .filter(line -> line.startsWith(beginning))
        .findFirst()
        .orElseThrow();
  }
}
