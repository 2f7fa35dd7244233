package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.busel.sdk.Contact;
import org.busel.sdk.Device;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a device must not do: answer by itself. An automatic answer tells a relay who talks with whom, and a sender
/// when the other is there.
class SilenceTest {
  @TempDir Path folder;

  private final RelaySimulator relay = RelaySimulator.started();
  private Device editor;
  private Device journalist;

  @BeforeEach
  void bothJoin() {
    editor = People.join(relay, folder.resolve("editor"));
    journalist = People.join(relay, folder.resolve("journalist"));
  }

  @AfterEach
  void close() {
    editor.close();
    journalist.close();
    relay.close();
  }

  @Test
  void nothingIsSentBecauseAMessageHasArrived() {
    Contact desk = People.meet(editor, "the desk", journalist, "Alena");
    People.accepted(journalist.send(desk, "on my way"));
    assertThat(relay.waiting()).isEqualTo(1);

    assertThat(People.receive(editor)).containsExactly("on my way");

    nothingWaitsForAnybody();
    assertThat(People.receive(journalist)).isEmpty();
  }

  @Test
  void nothingIsSentBecauseAMessageCouldNotBeOpened() {
    Contact desk = People.meet(editor, "the desk", journalist, "Alena");
    relay.tamper(Tampering.CORRUPT_ENVELOPES);
    People.accepted(journalist.send(desk, "changed on the way"));

    assertThat(People.receive(editor)).isEmpty();

    assertThat(editor.notices().unopenable()).isEqualTo(1);
    nothingWaitsForAnybody();
  }

  // Acknowledgements are not answered, so the relay may take a moment to forget what was read; an
  // answer to the
  // journalist, who is not connected, would stay.
  private void nothingWaitsForAnybody() {
    await().untilAsserted(() -> assertThat(relay.waiting()).isZero());
  }
}
