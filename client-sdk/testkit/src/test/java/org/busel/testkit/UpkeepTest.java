package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.busel.sdk.Contact;
import org.busel.sdk.Device;
import org.busel.sdk.SendOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpkeepTest {
  @TempDir Path folder;

  private final ManualClock clock = ManualClock.now();

  @Test
  void aMonthOfSilenceLosesNothing() {
    try (RelaySimulator relay = RelaySimulator.started(clock);
        Device editor = People.join(relay, folder.resolve("editor"), People.options(clock));
        Device journalist = People.join(relay, folder.resolve("guest"), People.options(clock))) {
      Contact desk = People.meet(editor, "the desk", journalist, "Alena");
      People.accepted(journalist.send(desk, "before"));
      clock.advance(Duration.ofDays(29));

      People.accepted(journalist.send(desk, "after"));

      assertThat(People.receive(editor)).containsExactly("before", "after");
    }
  }

  @Test
  void oneTimeKeysAreRefilledWhenFewAreLeft() {
    try (RelaySimulator relay = RelaySimulator.started(clock);
        Device editor = People.join(relay, folder.resolve("editor"), People.options(clock))) {
      relay.exhaustOneTimeKeys();

      var unused = editor.receive(People.LONG);

      assertThat(relay.oneTimeKeys()).isEqualTo(200);
    }
  }

  @Test
  void aFullMailboxIsToldToTheSender() {
    try (RelaySimulator relay = RelaySimulator.started(clock);
        Device editor = People.join(relay, folder.resolve("editor"), People.options(clock));
        Device journalist = People.join(relay, folder.resolve("guest"), People.options(clock))) {
      Contact desk = People.meet(editor, "the desk", journalist, "Alena");
      relay.limitMailboxes(1);
      People.accepted(journalist.send(desk, "one"));

      assertThat(journalist.send(desk, "two")).isInstanceOf(SendOutcome.MailboxFull.class);

      assertThat(People.receive(editor)).containsExactly("one");
      People.accepted(journalist.send(desk, "three"));
      assertThat(People.receive(editor)).containsExactly("three");
    }
  }

  @Test
  void aTextOverTheLimitIsRefusedAndTheLongestArrives() {
    try (RelaySimulator relay = RelaySimulator.started(clock);
        Device editor = People.join(relay, folder.resolve("editor"), People.options(clock));
        Device journalist = People.join(relay, folder.resolve("guest"), People.options(clock))) {
      Contact desk = People.meet(editor, "the desk", journalist, "Alena");
      SendOutcome refused = journalist.send(desk, "x".repeat(1 << 20));
      assertThat(refused).isInstanceOf(SendOutcome.TooLarge.class);
      String longest = "x".repeat(((SendOutcome.TooLarge) refused).limitBytes());

      People.accepted(journalist.send(desk, longest));

      assertThat(People.receive(editor)).containsExactly(longest);
    }
  }
}
