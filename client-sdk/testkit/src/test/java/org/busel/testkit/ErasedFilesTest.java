package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.busel.sdk.ChangeOutcome;
import org.busel.sdk.FetchFileOutcome;
import org.busel.sdk.Listening;
import org.busel.sdk.Message;
import org.busel.sdk.SendFile;
import org.busel.sdk.SendFileOutcome;
import org.busel.sdk.attachments.TransferProgress;
import org.junit.jupiter.api.Test;

/// A file lives as long as its message, on both devices and at the relay; and what pays for it says nothing of whose it is.
class ErasedFilesTest extends TwoPeople {
  private static final Duration LIFE = Duration.ofHours(12);

  @Test
  void aFileIsGoneFromTheDeviceInTheMomentInWhichItsMessageIsErased() {
    Message message = fetched();

    alena.deleteHere(message);

    assertThat(files("editor")).isEmpty();
    assertThat(relay.attachments()).isEqualTo(1); // the contact may still want it
  }

  @Test
  void aFileDisappearsWithItsMessageAlsoWhileTheDeviceOnlyListens() {
    desk.disappearAfter(LIFE);
    Message message = fetched();
    assertThat(message.marks().disappearsAfter()).contains(LIFE);
    alena.markRead(message);
    assertThat(files("editor")).hasSize(1);

    clock.advance(LIFE.plusSeconds(1));
    Listening listening = editor.listen(event -> {});
    await().until(() -> files("editor").isEmpty());
    listening.close();
    assertThat(desk.history(10)).noneMatch(it -> it.body() instanceof Message.Body.Attachment);
    assertThat(files("journalist")).isEmpty();
  }

  @Test
  void whatIsDeletedForEveryoneIsGoneFromBothDevicesAndFromTheRelay() {
    fetched();
    Message own = desk.history(1).get(0);

    assertThat(desk.deleteForEveryone(own)).isInstanceOf(ChangeOutcome.Changed.class);

    assertThat(relay.attachments()).isZero();
    assertThat(files("journalist")).isEmpty();
    assertThat(People.receive(editor)).isEmpty();
    assertThat(files("editor")).isEmpty();
  }

  @Test
  void whatIsDeletedWithoutAConnectionIsWithdrawnWithTheNext() {
    fetched();
    Message own = desk.history(1).get(0);
    relay.stop();
    assertThat(desk.deleteForEveryone(own)).isInstanceOf(ChangeOutcome.Changed.class);
    assertThat(files("journalist")).isEmpty();
    relay.start();
    assertThat(relay.attachments()).isEqualTo(1);

    assertThat(People.receive(journalist)).isEmpty();

    assertThat(relay.attachments()).isZero();
  }

  @Test
  void whatIsJustBeingFetchedStopsWhenItsMessageIsErased() {
    Message message = sent();
    TransferProgress erasing = (bytes, ofBytes) -> alena.deleteHere(message);

    FetchFileOutcome outcome = editor.attachments().fetch(message, erasing);

    assertThat(outcome).isInstanceOf(FetchFileOutcome.NoAttachment.class);
    assertThat(relay.movedParts()).noneMatch(part -> part.startsWith("GET"));
    assertThat(files("editor")).isEmpty();
  }

  @Test
  void uploadTokensAreAskedForByEverybodyWhoJoinsAndNeverBecauseOfAFile() {
    assertThat(relay.tokenRequests()).isEqualTo(2); // neither has sent a file yet

    sent();
    assertThat(People.receive(journalist)).isEmpty(); // draws a time, hours ahead
    clock.advance(Duration.ofMinutes(59));
    assertThat(People.receive(journalist)).isEmpty();
    assertThat(relay.tokenRequests()).isEqualTo(2);

    clock.advance(Duration.ofHours(24));
    assertThat(People.receive(journalist)).isEmpty();
    assertThat(People.receive(editor)).isEmpty();
    clock.advance(Duration.ofHours(24));
    assertThat(People.receive(editor)).isEmpty(); // has all of its first ones
    assertThat(relay.tokenRequests()).isEqualTo(3);
  }

  @Test
  void tokensThatGrowOldAreReplacedInTime() {
    assertThat(People.receive(journalist)).isEmpty();
    clock.advance(Duration.ofDays(29));
    assertThat(People.receive(journalist)).isEmpty();
    int asked = relay.tokenRequests();

    clock.advance(Duration.ofDays(2));
    send();

    assertThat(asked).isEqualTo(3);
    assertThat(relay.tokenRequests()).isEqualTo(3);
  }

  private Message fetched() {
    Message message = sent();
    assertThat(editor.attachments().fetch(message, TransferProgress.NONE))
        .isInstanceOf(FetchFileOutcome.Here.class);
    assertThat(files("editor")).hasSize(1);
    return message;
  }

  private Message sent() {
    send();
    List<Message> messages = editor.receive(People.LONG).messages();
    return messages.get(messages.size() - 1);
  }

  private void send() {
    Path file = write();
    SendFileOutcome outcome =
        journalist
            .attachments()
            .send(journalist.contact("the desk").orElseThrow(), SendFile.of(file), TransferProgress.NONE);
    assertThat(outcome).isInstanceOf(SendFileOutcome.Sent.class);
  }

  private Path write() {
    try {
      return Files.write(folder.resolve("tape.ogg"), new byte[100_000]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> files(String whose) {
    try (Stream<Path> files = Files.list(folder.resolve(whose).resolve("attachments"))) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
