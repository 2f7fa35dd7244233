package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.busel.sdk.Contact;
import org.busel.sdk.Device;
import org.busel.sdk.Event;
import org.busel.sdk.Listening;
import org.busel.sdk.SendOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListeningTest {
  @TempDir Path folder;

  private final RelaySimulator relay = RelaySimulator.started();
  private final List<Event> heard = new CopyOnWriteArrayList<>();
  private Device editor;
  private Device journalist;
  private Contact desk;

  @BeforeEach
  void bothMeet() {
    editor = People.join(relay, folder.resolve("editor"));
    journalist = People.join(relay, folder.resolve("journalist"));
    desk = People.meet(editor, "the desk", journalist, "Alena");
  }

  @AfterEach
  void close() {
    editor.close();
    journalist.close();
    relay.close();
  }

  @Test
  void aListenerHearsMessagesAsTheyCome() {
    Listening unused = editor.listen(heard::add);
    People.accepted(journalist.send(desk, "now"));

    awaitTexts(List.of("now"));
  }

  @Test
  void aListenerComesBackAfterEveryBreakAndHearsEverythingOnce() {
    List<String> sent = IntStream.range(0, 12).mapToObj(i -> "part " + i).toList();
    Listening unused = editor.listen(heard::add);
    for (int i = 0; i < sent.size(); i++) {
      if (i % 4 == 0) {
        relay.cutConnections();
      }
      People.accepted(journalist.send(desk, sent.get(i)));
    }

    awaitTexts(sent);
  }

  @Test
  void aListenerSurvivesBytesThatAreNoFrames() {
    Listening unused = editor.listen(heard::add);
    awaitConnected(1);
    relay.sayToAll(ByteString.copyFromUtf8("\377\376 not a frame"));
    awaitConnected(2);
    relay.sayToAll(ByteString.copyFrom(new byte[3 << 20]));
    awaitConnected(3);

    People.accepted(journalist.send(desk, "still here"));

    awaitTexts(List.of("still here"));
  }

  @Test
  void aRelayThatClosesGentlyIsComeBackTo() {
    Listening unused = editor.listen(heard::add);
    awaitConnected(1);
    relay.closeGently(Duration.ofMillis(50));

    awaitConnected(2);
  }

  @Test
  void aSecondLoginOfTheSameDeviceIsShownByTheFirst() throws IOException {
    Path copy = Files.createDirectory(folder.resolve("copy"));
    editor.close();
    for (String file : List.of("vault", "store")) {
      Files.copy(folder.resolve("editor").resolve(file), copy.resolve(file));
    }
    editor = People.open(folder.resolve("editor"));
    Listening unused = editor.listen(heard::add);
    awaitConnected(1);

    try (Device other = People.open(copy)) {
      assertThat(People.receive(other)).isEmpty();

      await()
          .atMost(People.LONG)
          .until(() -> heard.contains(new Event.GaveUp("this device has logged in elsewhere")));
    }
  }

  @Test
  void whatWaitsGoesOutWhenTheRelayIsBack() {
    relay.stop();
    assertThat(journalist.send(desk, "one")).isInstanceOf(SendOutcome.Queued.class);
    Listening unused = journalist.listen(heard::add);
    relay.start();

    await()
        .atMost(People.LONG)
        .until(() -> heard.stream().anyMatch(Event.MessageAccepted.class::isInstance));
    assertThat(People.receive(editor)).containsExactly("one");
  }

  @Test
  void listeningTwiceOrReceivingMeanwhileIsAMistakeOfTheApp() {
    Listening unused = editor.listen(heard::add);
    assertThatThrownBy(() -> editor.listen(heard::add)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> editor.receive(People.LONG)).isInstanceOf(IllegalStateException.class);
  }

  private void awaitConnected(int times) {
    await()
        .atMost(People.LONG)
        .until(() -> heard.stream().filter(Event.Connected.class::isInstance).count() >= times);
  }

  private void awaitTexts(List<String> texts) {
    await()
        .atMost(People.LONG)
        .untilAsserted(() ->
            assertThat(
                    heard.stream()
                        .filter(Event.MessageReceived.class::isInstance)
                        .map(event -> ((Event.MessageReceived) event).message().text()))
                .containsExactlyElementsOf(texts));
  }
}
