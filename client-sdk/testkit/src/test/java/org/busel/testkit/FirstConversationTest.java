package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.busel.sdk.Contact;
import org.busel.sdk.Device;
import org.busel.sdk.Message;
import org.busel.sdk.SendOutcome;
import org.busel.sdk.VerifyOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstConversationTest {
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
  void aMessageArrivesOnceAndIsAnswered() {
    Contact toEditor = People.meet(editor, "the desk", journalist, "Alena");
    Contact toJournalist = editor.contact("Alena").orElseThrow();

    People.accepted(journalist.send(toEditor, "I have the recording"));
    assertThat(People.receive(editor)).containsExactly("I have the recording");
    People.accepted(editor.send(toJournalist, "Send it tonight"));

    assertThat(People.receive(journalist)).containsExactly("Send it tonight");
    assertThat(People.receive(editor)).isEmpty();
    await().atMost(People.LONG).until(() -> relay.waiting() == 0);
    assertThat(People.texts(editor.history(toJournalist, 10)))
        .containsExactly("I have the recording", "Send it tonight");
  }

  @Test
  void messagesWaitAtTheRelayForADeviceThatIsOffline() {
    Contact toEditor = People.meet(editor, "the desk", journalist, "Alena");
    editor.close();

    for (int i = 0; i < 30; i++) {
      People.accepted(journalist.send(toEditor, "part " + i));
    }
    editor = People.open(folder.resolve("editor"));

    assertThat(People.receive(editor))
        .hasSize(30)
        .startsWith("part 0", "part 1")
        .endsWith("part 29");
  }

  @Test
  void messagesWaitHereForARelayThatIsAway() {
    Contact toEditor = People.meet(editor, "the desk", journalist, "Alena");
    relay.stop();

    assertThat(journalist.send(toEditor, "one")).isInstanceOf(SendOutcome.Queued.class);
    assertThat(journalist.send(toEditor, "two")).isInstanceOf(SendOutcome.Queued.class);
    journalist.close();
    relay.start();
    journalist = People.open(folder.resolve("journalist"));
    People.accepted(journalist.send(toEditor, "three"));

    assertThat(People.receive(editor)).containsExactly("one", "two", "three");
    assertThat(journalist.history(toEditor, 10))
        .extracting(Message::state)
        .containsOnly(Message.State.ACCEPTED);
  }

  @Test
  void bothSeeTheSameSafetyNumberAndAnotherOneIsRefused() {
    Contact toEditor = People.meet(editor, "the desk", journalist, "Alena");
    Contact toJournalist = editor.contact("Alena").orElseThrow();

    var seenByEditor = editor.safetyNumber(toJournalist);
    var seenByJournalist = journalist.safetyNumber(toEditor);

    assertThat(seenByEditor.digits()).isEqualTo(seenByJournalist.digits());
    assertThat(journalist.markVerified(toEditor, seenByEditor))
        .isInstanceOf(VerifyOutcome.Verified.class);
    assertThat(journalist.contact("the desk").orElseThrow().verified()).isTrue();
  }
}
