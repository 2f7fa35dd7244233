package org.busel.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.busel.keys.Passphrase;
import org.busel.sdk.AddOutcome;
import org.busel.sdk.Busel;
import org.busel.sdk.Device;
import org.busel.sdk.FetchFileOutcome;
import org.busel.sdk.JoinOutcome;
import org.busel.sdk.Message;
import org.busel.sdk.OpenOutcome;
import org.busel.sdk.SaveFileOutcome;
import org.busel.sdk.SendFile;
import org.busel.sdk.SendFileOutcome;
import org.busel.sdk.SendOutcome;
import org.busel.sdk.VerifyOutcome;
import org.busel.sdk.attachments.TransferProgress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What two people may rely on, over any relay that keeps the protocol.
abstract class MessagingScenarios {
  @TempDir Path folder;
  private RelayStand relay;

  /// A running relay with nothing in it, its data below `folder`.
  abstract RelayStand relay(Path folder);

  @BeforeEach
  void startTheRelay() {
    relay = relay(folder.resolve("relay"));
  }

  @AfterEach
  void stopTheRelay() {
    relay.close();
  }

  @Test
  void wordsArriveAsTheyWereWritten() {
    try (Device editor = editor();
        Device journalist = journalist()) {
      People.meet(editor, "Editor", journalist, "Journalist");

      SendOutcome sent = journalist.send(People.contact(journalist, "Editor"), "Добры дзень 🙂");
      List<String> received = People.receive(editor);

      assertThat(sent).isInstanceOf(SendOutcome.Accepted.class);
      assertThat(received).containsExactly("Добры дзень 🙂");
      assertThat(People.history(editor, "Journalist")).containsExactly("Добры дзень 🙂");
      assertThat(People.history(journalist, "Editor")).containsExactly("Добры дзень 🙂");
    }
  }

  @Test
  void aFileArrivesAsItWasAndCanBeTakenBack() throws IOException {
    try (Device journalist = journalist();
        Device editor = editor()) {
      People.meet(editor, "Editor", journalist, "Journalist");
      byte[] recording = new byte[700_000];
      new Random(700).nextBytes(recording);
      Path file = Files.write(folder.resolve("tape.ogg"), recording);
      var sent =
          journalist
              .attachments()
              .send(
                  People.contact(journalist, "Editor"), SendFile.of(file), TransferProgress.NONE);
      assertThat(sent).isInstanceOf(SendFileOutcome.Sent.class);
      Message message = editor.receive(People.PATIENCE).messages().getFirst();

      relay.restart();
      var fetched = editor.attachments().fetch(message, TransferProgress.NONE);
      var saved = editor.attachments().save(message, Files.createDirectory(folder.resolve("to")));

      assertThat(fetched).isEqualTo(new FetchFileOutcome.Here(3));
      assertThat(folder.resolve("to/tape.ogg")).hasBinaryContent(recording);
      assertThat(saved).isInstanceOf(SaveFileOutcome.Saved.class);
      Message own = journalist.history(People.contact(journalist, "Editor"), 1).getFirst();
      assertThat(journalist.attachments().withdraw(own)).isTrue();
      editor.attachments().remove(message);
      assertThat(editor.attachments().fetch(message, TransferProgress.NONE))
          .isEqualTo(new FetchFileOutcome.Gone());
    }
  }

  @Test
  void messagesSentWhileTheOtherIsOfflineArriveInOrder() {
    try (Device journalist = journalist()) {
      try (Device editor = editor()) {
        People.meet(editor, "Editor", journalist, "Journalist");
      }
      List<String> texts = IntStream.range(0, 30).mapToObj(i -> "note " + i).toList();
      texts.forEach(text -> send(journalist, "Editor", text));

      try (Device editor = People.open(folder.resolve("editor"))) {
        assertThat(People.receive(editor)).containsExactlyElementsOf(texts);
        assertThat(People.receive(editor)).isEmpty();
      }
    }
  }

  @Test
  void messagesAcceptedBeforeARestartArriveAfterIt() {
    try (Device journalist = journalist();
        Device editor = editor()) {
      People.meet(editor, "Editor", journalist, "Journalist");
      send(journalist, "Editor", "before");

      relay.restart();

      assertThat(People.receive(editor)).containsExactly("before");
      send(editor, "Journalist", "after");
      assertThat(People.receive(journalist)).containsExactly("after");
    }
  }

  @Test
  void messagesWrittenWithoutARelayAreSentWhenItIsBack() {
    try (Device journalist = journalist();
        Device editor = editor()) {
      People.meet(editor, "Editor", journalist, "Journalist");
      relay.stop();

      SendOutcome queued = journalist.send(People.contact(journalist, "Editor"), "written offline");
      relay.start();
      List<String> nothingYet = People.receive(journalist);

      assertThat(queued).isInstanceOf(SendOutcome.Queued.class);
      assertThat(nothingYet).isEmpty();
      assertThat(People.receive(editor)).containsExactly("written offline");
      assertThat(journalist.history(People.contact(journalist, "Editor"), 10))
          .extracting(Message::state)
          .containsExactly(Message.State.ACCEPTED);
    }
  }

  @Test
  void bothSeeTheSameSafetyNumberAndOnlyThatVerifies() {
    try (Device journalist = journalist();
        Device editor = editor();
        Device stranger = person("stranger")) {
      People.meet(editor, "Editor", journalist, "Journalist");
      People.meet(stranger, "Stranger", journalist, "Journalist");
      var atEditor = editor.safetyNumber(People.contact(editor, "Journalist"));
      var atJournalist = journalist.safetyNumber(People.contact(journalist, "Editor"));
      var other = journalist.safetyNumber(People.contact(journalist, "Stranger"));

      assertThat(atEditor.digits()).isEqualTo(atJournalist.digits()).isNotEqualTo(other.digits());
      assertThat(editor.markVerified(People.contact(editor, "Journalist"), other))
          .isInstanceOf(VerifyOutcome.NotTheSame.class);
      assertThat(editor.markVerified(People.contact(editor, "Journalist"), atJournalist))
          .isInstanceOf(VerifyOutcome.Verified.class);
    }
  }

  @Test
  void anInvitationIsGoodOnce() {
    String invitation = relay.invite();
    People.join(folder.resolve("first"), invitation).close();

    try (Passphrase passphrase = People.passphrase()) {
      JoinOutcome second =
          Busel.join(folder.resolve("second"), People.link(invitation), passphrase, People.OPTIONS);

      assertThat(second).isInstanceOf(JoinOutcome.InvitationUsed.class);
      assertThat(Busel.open(folder.resolve("second"), passphrase, People.OPTIONS))
          .isInstanceOf(OpenOutcome.NoProfile.class);
    }
  }

  @Test
  void aContactInvitationMakesOneContactOnly() {
    try (Device editor = editor();
        Device journalist = journalist();
        Device stranger = person("stranger")) {
      var link = editor.invite(Duration.ofDays(1));
      assertThat(journalist.add(link, "Editor")).isInstanceOf(AddOutcome.Added.class);
      assertThat(People.receive(editor)).isEmpty();

      assertThat(stranger.add(link, "Editor")).isInstanceOf(AddOutcome.Added.class);
      send(stranger, "Editor", "let me in");

      assertThat(People.receive(editor)).isEmpty();
      assertThat(editor.contacts()).hasSize(1);
      assertThat(editor.notices().strangers()).isPositive();
    }
  }

  @Test
  void aWrongPassphraseOpensNothingAndBreaksNothing() {
    editor().close();

    try (Passphrase wrong = Passphrase.takeOver("wrong stork".toCharArray())) {
      assertThat(Busel.open(folder.resolve("editor"), wrong, People.OPTIONS))
          .isInstanceOf(OpenOutcome.WrongPassphrase.class);
    }

    People.open(folder.resolve("editor")).close();
  }

  @Test
  void oneProfileServesOneProgramAtATime() {
    try (Device editor = editor();
        Passphrase passphrase = People.passphrase()) {
      assertThat(Busel.open(folder.resolve("editor"), passphrase, People.OPTIONS))
          .isInstanceOf(OpenOutcome.InUse.class);

      assertThat(editor.contacts()).isEmpty();
    }
    People.open(folder.resolve("editor")).close();
  }

  @Test
  void aTextOverTheLimitIsRefusedAndTheNextOneArrives() {
    try (Device journalist = journalist();
        Device editor = editor()) {
      People.meet(editor, "Editor", journalist, "Journalist");

      SendOutcome refused =
          journalist.send(People.contact(journalist, "Editor"), "x".repeat(96 * 1024));
      send(journalist, "Editor", "short");

      assertThat(refused).isInstanceOf(SendOutcome.TooLarge.class);
      int limit = ((SendOutcome.TooLarge) refused).limitBytes();
      send(journalist, "Editor", "y".repeat(limit));
      assertThat(People.receive(editor)).containsExactly("short", "y".repeat(limit));
    }
  }

  final Device editor() {
    return person("editor");
  }

  final Device journalist() {
    return person("journalist");
  }

  final Device person(String name) {
    return People.join(folder.resolve(name), relay.invite());
  }

  static void send(Device device, String to, String text) {
    assertThat(device.send(People.contact(device, to), text))
        .isInstanceOf(SendOutcome.Accepted.class);
  }
}
