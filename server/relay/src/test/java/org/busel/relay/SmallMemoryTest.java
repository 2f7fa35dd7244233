package org.busel.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.busel.wire.ConnectionKind;
import org.busel.wire.JoinLink;
import org.busel.wire.Parsed;
import org.busel.wire.v1.ClientFrame;
import org.busel.wire.v1.Welcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A relay in a process that has little memory, and people who want more of it than there is.
class SmallMemoryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int CONTENT_BYTES = 96 << 10;
  private static final int MESSAGES = (200 << 20) / CONTENT_BYTES;
  private static final int AT_ONCE = 24;

  @TempDir Path folder;

  @Test
  void aDeviceThatStopsReadingWhile200MegabytesComeCostsNoMemoryAndLosesNothing()
      throws IOException {
    Files.writeString(
        folder.resolve("relay.conf"),
        """
        relay.port = 0
        relay.metrics-port = off
        relay.mailbox-bytes = 1073741824
        relay.limit-account-submit-kib = off
        relay.limit-capability-calls = off
        relay.limit-connection-requests = off
        """);
    Process relay = start("-Xmx64m", "-XX:MaxDirectMemorySize=32m");
    try {
      TestDevice stubborn = register();
      Line inbox = logIn(stubborn);
      assertThat(inbox.push().hasDrained()).isTrue();
      inbox.stopReading();

      Set<ByteString> sent = send(stubborn);

      TestDevice other = register(); // everybody else is served meanwhile
      try (Line otherInbox = logIn(other)) {
        assertThat(otherInbox.push().hasDrained()).isTrue();
      }
      inbox.readAgain();
      Set<ByteString> received = new HashSet<>();
      while (received.size() < sent.size()) {
        ByteString id = inbox.push().getDelivery().getEnvelopeId();
        received.add(id);
        inbox.send(TestDevice.acknowledge(id));
      }
      assertThat(received).isEqualTo(sent);
      assertThat(relay.isAlive()).isTrue();
      assertThat(Files.readString(said())).doesNotContain("OutOfMemory");
    } finally {
      relay.destroyForcibly().onExit().join();
    }
  }

  private Set<ByteString> send(TestDevice recipient) {
    Set<ByteString> sent = new HashSet<>();
    try (Line outbox = outbox()) {
      for (int i = 0; i < MESSAGES + AT_ONCE; i++) {
        if (i >= AT_ONCE) {
          assertThat(outbox.response().hasAccepted()).isTrue();
        }
        if (i < MESSAGES) {
          ClientFrame message = recipient.message(i, CONTENT_BYTES);
          sent.add(message.getRequest().getSubmit().getId());
          outbox.send(message);
        }
      }
    }
    return sent;
  }

  private Process start(String... memory) throws IOException {
    var command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of(memory));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Main.class.getName(),
            "run",
            "--dir",
            folder.toString()));
    Process relay =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(said().toFile())
            .start();
    await("the relay is ready")
        .atMost(PATIENCE)
        .until(() -> !relay.isAlive() || Files.readString(said()).contains("ready on"));
    return relay;
  }

  private Path said() {
    return folder.resolveSibling(folder.getFileName() + ".out");
  }

  private JoinLink link() {
    Optional<List<String>> answer =
        ControlSocket.ask(folder, Orders.invite(1, Duration.ofHours(1)));
    if (JoinLink.parse(answer.orElseThrow().getFirst())
        instanceof Parsed.Link<JoinLink>(JoinLink link)) {
      return link;
    }
    throw new AssertionError("no invitation");
  }

  private TestDevice register() {
    TestDevice device = new TestDevice();
    JoinLink link = link();
    try (Line line = outbox()) {
      line.send(device.register(link.token()));
      assertThat(line.response().hasRegistered()).isTrue();
    }
    return device;
  }

  private Line outbox() {
    Line outbox = Line.open(link().relay(), ConnectionKind.OUTBOX);
    Welcome _ = outbox.hello();
    return outbox;
  }

  private Line logIn(TestDevice device) {
    Line inbox = Line.open(link().relay(), ConnectionKind.INBOX);
    inbox.send(device.login(inbox.hello()));
    assertThat(inbox.next().hasLoggedIn()).isTrue();
    return inbox;
  }
}
