package org.busel.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.busel.sdk.Contact;
import org.busel.sdk.Desk;
import org.busel.sdk.Device;
import org.busel.sdk.Event;
import org.busel.sdk.Listening;
import org.busel.sdk.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The examples of client-sdk/README.md, over the real relay.
final class TenTasksIT {
  private static final Path README = Path.of("../../client-sdk/README.md");
  private static final String PASSPHRASE = "correct stork battery staple";

  @TempDir Path folder;

  @Test
  void theExamplesOfTheTenTasksCompileAndDoWhatTheySay() throws Exception {
    assertThat(Snippets.count(README)).isEqualTo(10);
    Path classes = Files.createDirectory(folder.resolve("classes"));
    try (Snippets app = Snippets.of(README, classes);
        PublishedModule module = new PublishedModule(folder.resolve("relay"));
        Device editor = enter(app, "editor", module)) {
      Device alena = enter(app, "alena", module);
      String invitation = app.run(String.class, "invite", editor, "Alena");
      Contact desk = app.run(Contact.class, "answer", alena, invitation, "the desk");
      assertThat(People.receive(editor)).isEmpty();
      Contact atTheDesk = People.contact(editor, "Alena");

      messagesGoBothWays(app, editor, alena, desk, atTheDesk);
      filesArrive(app, editor, alena, desk);
      deskTalks(app, editor, alena, atTheDesk);
      String lesson = app.run(String.class, "firstLesson", alena, module.id(), module.language());
      assertThat(lesson).hasSizeGreaterThan(500);
      theProfileOpensAgain(app, alena);
    }
  }

  private Device enter(Snippets app, String name, PublishedModule module) throws Exception {
    try (var passphrase = People.passphrase()) {
      return app.run(
          Device.class,
          "enter",
          folder.resolve(name),
          passphrase,
          People.link(module.relay().invite()));
    }
  }

  private static void messagesGoBothWays(
      Snippets app, Device editor, Device alena, Contact desk, Contact atTheDesk)
      throws Exception {
    String shown = editor.safetyNumber(atTheDesk).grouped();
    Predicate<String> same = shown::equals;
    assertThat(app.run(Boolean.class, "verify", alena, desk, same)).isTrue();
    assertThat(alena.contact("the desk").orElseThrow().verified()).isTrue();

    List<String> screen = new CopyOnWriteArrayList<>();
    Consumer<String> onScreen = screen::add;
    Listening listening = app.run(Listening.class, "listen", editor, onScreen);
    assertThat(app.run(String.class, "send", alena, desk, "I have the recording"))
        .isEqualTo("sent");
    await().until(() -> screen.contains("I have the recording"));
    listening.close();

    List<Event> slow = new CopyOnWriteArrayList<>();
    Consumer<Event> slowScreen = slow::add;
    assertThat(app.run(Object.class, "follow", alena, slowScreen)).isNull();
    assertThat(app.run(String.class, "send", editor, atTheDesk, "bring it")).isEqualTo("sent");
    await().until(() -> slow.stream().anyMatch(Event.MessageReceived.class::isInstance));

    assertThat(app.run(Object.class, "show", alena, desk))
        .isEqualTo(List.of("I have the recording", "bring it"));
    assertThat(app.run(Object.class, "find", editor, "recordings"))
        .asInstanceOf(LIST)
        .hasSize(1);
  }

  private void filesArrive(Snippets app, Device editor, Device alena, Contact desk)
      throws Exception {
    Path tape = Files.writeString(folder.resolve("tape.txt"), "who said what");
    Path shelf = Files.createDirectory(folder.resolve("shelf"));
    assertThat(app.run(Boolean.class, "sendFile", alena, desk, tape)).isTrue();
    Message message = editor.receive(People.PATIENCE).messages().getFirst();

    Optional<?> saved = app.run(Optional.class, "saveFile", editor, message, shelf);

    assertThat(saved).isPresent();
    assertThat(shelf.resolve("tape.txt")).hasContent("who said what");
  }

  private static void deskTalks(Snippets app, Device editor, Device alena, Contact atTheDesk)
      throws Exception {
    Desk desk = app.run(Desk.class, "found", editor, "night desk", List.of(atTheDesk));
    await().until(() -> !alena.desks().invitations().isEmpty());
    assertThat(app.run(Boolean.class, "accept", alena)).isTrue();
    assertThat(People.receive(editor)).isEmpty();
    await().until(() -> alena.desks().members(alena.desks().named("night desk").orElseThrow()).size() == 2);

    assertThat(app.run(Boolean.class, "say", alena, "night desk", "who is awake?")).isTrue();

    assertThat(People.receive(editor)).containsExactly("who is awake?");
    assertThat(editor.desks().members(desk)).hasSize(2);
  }

  private void theProfileOpensAgain(Snippets app, Device alena) throws Exception {
    Path profile = folder.resolve("alena");
    List<String> contacts = new CopyOnWriteArrayList<>();
    Consumer<Device> look =
        device -> device.contacts().forEach(contact -> contacts.add(contact.name()));

    assertThat(unlock(app, profile, PASSPHRASE, look)).isEqualTo("open in another window");
    alena.close();
    assertThat(unlock(app, profile, "a guess", look)).isEqualTo("another passphrase");
    assertThat(unlock(app, profile, PASSPHRASE, look)).isEqualTo("locked");

    assertThat(contacts).containsExactly("the desk");
  }

  private static String unlock(
      Snippets app, Path profile, String typed, Consumer<Device> look) throws Exception {
    return app.run(String.class, "unlock", profile, typed.toCharArray(), look);
  }
}
