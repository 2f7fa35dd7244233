package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import org.busel.sdk.Contact;
import org.busel.sdk.Device;
import org.busel.sdk.Event;
import org.busel.sdk.Listening;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Events for apps that ask for them.
class EventsTest {
  @TempDir Path folder;

  private final RelaySimulator relay = RelaySimulator.started();
  private final Asking app = new Asking();
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
  void anAppThatAsksForNothingHoldsNothingUpAndGetsAllOfItAfterARestart() {
    List<String> sent = IntStream.range(0, 100).mapToObj(i -> "part " + i).toList();
    editor.events().subscribe(app);
    app.asksFor(1); // the connection
    sent.forEach(text -> People.accepted(journalist.send(desk, text)));
    await().atMost(People.LONG).until(() -> relay.waiting() == 0);

    app.asksFor(10);
    app.awaitEvents(11);
    editor.close();
    assertThat(app.awaitEnd()).isEmpty();
    assertThat(app.events()).isEqualTo(11);
    editor = People.open(folder.resolve("editor"));
    Asking later = new Asking();
    editor.events().subscribe(later);
    later.asksFor(Long.MAX_VALUE);

    await().atMost(People.LONG).until(() -> later.texts().size() >= 90);
    List<String> heard = new ArrayList<>(app.texts());
    heard.addAll(later.texts());
    assertThat(heard).containsExactlyElementsOf(sent);
  }

  @Test
  void aSecondSubscriberIsToldThatSomebodyListens() {
    editor.events().subscribe(app);
    Asking second = new Asking();

    editor.events().subscribe(second);

    assertThat(second.awaitEnd()).containsInstanceOf(IllegalStateException.class);
    assertThat(app.isOver()).isFalse();
    assertThatThrownBy(() -> editor.listen(event -> {})).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whoLeavesMayComeBackAndMissesNothing() {
    editor.events().subscribe(app);
    app.asksFor(2);
    app.awaitEvents(1);
    for (String text : List.of("one", "two", "three")) {
      People.accepted(journalist.send(desk, text));
    }
    app.awaitEvents(2);
    app.leaves();
    Asking again = new Asking();

    editor.events().subscribe(again);
    again.asksFor(Long.MAX_VALUE);

    await().atMost(People.LONG).until(() -> again.texts().size() == 2);
    assertThat(app.texts()).containsExactly("one");
    assertThat(again.texts()).containsExactly("two", "three");
  }

  @Test
  void aDeviceThatIsClosedFromInsideAnEventKeepsTheOthersForTheNextTime() {
    List<String> sent = List.of("one", "two", "three");
    editor.events().subscribe(app);
    sent.forEach(text -> People.accepted(journalist.send(desk, text)));
    await().atMost(People.LONG).until(() -> relay.waiting() == 0);
    app.leaves();
    Asking rest = new Asking();
    editor
        .events()
        .subscribe(
            new Flow.Subscriber<Event>() {
              @Override
              public void onSubscribe(Flow.Subscription made) {
                rest.onSubscribe(made);
                made.request(Long.MAX_VALUE);
              }

              @Override
              public void onNext(Event event) {
                rest.onNext(event);
                if (!rest.texts().isEmpty()) {
                  editor.close();
                }
              }

              @Override
              public void onError(Throwable fault) {
                rest.onError(fault);
              }

              @Override
              public void onComplete() {
                rest.onComplete();
              }
            });

    assertThat(rest.awaitEnd()).isEmpty();
    assertThat(rest.texts()).containsExactly("one");
    editor = People.open(folder.resolve("editor"));
    assertThat(People.receive(editor)).containsExactly("two", "three");
  }

  @Test
  void twoDevicesInOneProcessHearTheirOwnOnly() {
    Asking other = new Asking();
    editor.events().subscribe(app);
    journalist.events().subscribe(other);
    app.asksFor(Long.MAX_VALUE);
    other.asksFor(Long.MAX_VALUE);

    People.accepted(journalist.send(desk, "to the editor"));
    People.accepted(editor.send(editor.contact("Alena").orElseThrow(), "to Alena"));

    await()
        .atMost(People.LONG)
        .untilAsserted(() -> {
          assertThat(app.texts()).containsExactly("to the editor");
          assertThat(other.texts()).containsExactly("to Alena");
        });
  }

  @Test
  void aListenerThatWasClosedMakesRoomAtOnce() {
    Listening before = editor.listen(event -> {});
    assertThatThrownBy(() -> editor.receive(People.LONG)).isInstanceOf(IllegalStateException.class);
    before.close();

    editor.events().subscribe(app);
    app.asksFor(1);

    app.awaitEvents(1);
    assertThat(app.isOver()).isFalse();
  }
}
