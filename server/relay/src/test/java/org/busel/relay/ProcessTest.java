package org.busel.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.busel.wire.ConnectionKind;
import org.busel.wire.InvitationToken;
import org.busel.wire.JoinLink;
import org.busel.wire.Parsed;
import org.busel.wire.v1.Welcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A relay as the operating system sees it: a process that gets signals.
class ProcessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ENDED_BY_SIGTERM = 128 + 15;

  @TempDir Path folder;

  @Test
  void onSighupItReadsItsConfigurationAndOnSigtermItLeavesInOrder() throws Exception {
    Files.writeString(folder.resolve("relay.conf"), "relay.port = 0\nrelay.metrics-port = off\n");
    Process relay = start();
    JoinLink link = invitation();
    TestDevice editor = new TestDevice();
    register(link, editor);
    Line outbox = outbox(link);
    outbox.send(editor.message(1, 1024));
    assertThat(outbox.response().hasAccepted()).isTrue();
    Line inbox = logIn(link, editor);
    assertThat(inbox.push().hasDelivery()).isTrue(); // and it is not acknowledged
    assertThat(inbox.push().hasDrained()).isTrue();

    Files.writeString(
        folder.resolve("relay.conf"),
        "relay.port = 0\nrelay.metrics-port = off\nrelay.limit-prefix-logins = off\n");
    signal(relay, "HUP");
    await()
        .atMost(PATIENCE)
        .until(() -> said().contains("busel-relay: relay.limit-prefix-logins has changed"));
    assertThat(relay.isAlive()).isTrue();

    long began = System.nanoTime();
    signal(relay, "TERM");
    assertThat(inbox.push().getClosing().getReconnectAfterMillis()).isEqualTo(60_000);
    assertThat(inbox.closeCode()).isEqualTo(1012);
    assertThat(outbox.closeCode()).isEqualTo(1012);
    assertThat(relay.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(relay.exitValue()).isEqualTo(ENDED_BY_SIGTERM);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE);
    assertThat(said()).contains("busel-relay: stopping");
    assertThat(folder.resolve("control.sock")).doesNotExist();

    Process again = start();
    try (Line later = logIn(invitation(), editor)) {
      assertThat(later.push().hasDelivery()).isTrue();
    } finally {
      again.destroyForcibly().onExit().join();
    }
  }

  private Process start() throws IOException {
    Path out = folder.resolveSibling(folder.getFileName() + ".out");
    Files.deleteIfExists(out);
    Process relay =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "run",
                "--dir",
                folder.toString())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .start();
    await("the relay is ready")
        .atMost(PATIENCE)
        .until(() -> !relay.isAlive() || Files.readString(out).contains("ready on"));
    return relay;
  }

  private JoinLink invitation() {
    Optional<List<String>> answer =
        ControlSocket.ask(folder, Orders.invite(1, Duration.ofHours(1)));
    if (JoinLink.parse(answer.orElseThrow().getFirst())
        instanceof Parsed.Link<JoinLink>(JoinLink link)) {
      return link;
    }
    throw new AssertionError("no invitation");
  }

  private static void register(JoinLink link, TestDevice device) {
    try (Line line = outbox(link)) {
      InvitationToken token = link.token();
      line.send(device.register(token));
      assertThat(line.response().hasRegistered()).isTrue();
    }
  }

  private static Line outbox(JoinLink link) {
    Line outbox = Line.open(link.relay(), ConnectionKind.OUTBOX);
    Welcome _ = outbox.hello();
    return outbox;
  }

  private static Line logIn(JoinLink link, TestDevice device) {
    Line inbox = Line.open(link.relay(), ConnectionKind.INBOX);
    inbox.send(device.login(inbox.hello()));
    assertThat(inbox.next().hasLoggedIn()).isTrue();
    return inbox;
  }

  private static void signal(Process process, String name) throws Exception {
    int code =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    assertThat(code).isZero();
  }

  private String said() throws IOException {
    return Files.readString(log());
  }

  private Path log() {
    return folder.resolveSibling(folder.getFileName() + ".log");
  }
}
