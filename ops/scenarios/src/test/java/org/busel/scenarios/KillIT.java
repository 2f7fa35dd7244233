package org.busel.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.busel.sdk.Contact;
import org.busel.sdk.Device;
import org.busel.sdk.SendOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Power cuts in the middle of a burst of a thousand messages: all arrive, once each, in order.
final class KillIT {
  private static final int BURST = 1_000;
  private static final Duration ALL = Duration.ofMinutes(3);

  @TempDir Path folder;

  @Test
  void noMessageIsLostOrDoubledWhenTheRelayIsKilledInABurst() {
    try (RelayInAProcess relay = new RelayInAProcess(folder.resolve("relay"));
        Device journalist = People.join(folder.resolve("journalist"), relay.invite());
        Device editor = People.join(folder.resolve("editor"), relay.invite())) {
      People.meet(editor, "Editor", journalist, "Journalist");
      Contact to = People.contact(journalist, "Editor");
      List<Integer> kills = killPoints();

      for (int i = 0; i < BURST; i++) {
        if (kills.contains(i)) {
          relay.kill();
        }
        SendOutcome outcome = journalist.send(to, "message " + i);
        assertThat(outcome).isInstanceOfAny(SendOutcome.Accepted.class, SendOutcome.Queued.class);
        if (kills.contains(i)) {
          relay.start();
        }
      }
      List<String> received = new ArrayList<>();
      await("all messages")
          .atMost(ALL)
          .until(() -> {
            var _ = journalist.receive(People.PATIENCE);
            editor.receive(People.PATIENCE).messages().forEach(m -> received.add(m.text()));
            return received.size() >= BURST;
          });

      assertThat(received).containsExactlyElementsOf(burst());
      assertThat(People.history(editor, "Journalist")).containsExactlyElementsOf(burst());
    }
  }

  @Test
  void noMessageIsLostOrDoubledWhenTheReadingDeviceIsKilledInABurst() {
    try (RealRelay relay = new RealRelay(folder.resolve("relay"));
        Device journalist = People.join(folder.resolve("journalist"), relay.invite())) {
      Path editor = folder.resolve("editor");
      try (Device opened = People.join(editor, relay.invite())) {
        People.meet(opened, "Editor", journalist, "Journalist");
      }
      burst().forEach(text -> MessagingScenarios.send(journalist, "Editor", text));

      for (int kill : killPoints()) {
        try (ChildJvm reading =
            new ChildJvm(folder.resolve("reading.log"), ReceivingDevice.class, editor.toString())) {
          await("the device has read on")
              .atMost(ReceivingDevice.startTime().plus(ALL))
              .pollInterval(Duration.ofMillis(5))
              .until(() -> reading.output().size() >= kill / 10 || !reading.isAlive());
        }
      }
      try (Device opened = People.open(editor)) {
        var rest = People.receive(opened);

        assertThat(People.history(opened, "Journalist")).containsExactlyElementsOf(burst());
        assertThat(rest).doesNotHaveDuplicates();
        assertThat(People.receive(opened)).isEmpty();
      }
    }
  }

  private static List<String> burst() {
    return IntStream.range(0, BURST).mapToObj(i -> "message " + i).toList();
  }

  /// Three moments, other ones in each run; printed so that a failure can be repeated.
  private static List<Integer> killPoints() {
    long seed = Long.getLong("busel.seed", System.nanoTime());
    System.out.println("busel.seed=" + seed);
    return new Random(seed).ints(3, 50, BURST - 50).sorted().boxed().toList();
  }
}
