package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.busel.sdk.ChangeOutcome;
import org.busel.sdk.Desk;
import org.busel.sdk.DeskFileOutcome;
import org.busel.sdk.DeskSendOutcome;
import org.busel.sdk.FetchFileOutcome;
import org.busel.sdk.Message;
import org.busel.sdk.SaveFileOutcome;
import org.busel.sdk.SendFile;
import org.busel.sdk.SendFileOutcome;
import org.busel.sdk.attachments.TransferProgress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files in a desk.
class DeskFilesTest {
  @TempDir Path folder;

  @Test
  void oneSealedUploadIsForEveryMemberAndGoesWithItsMessage() throws IOException {
    try (Newsroom room = new Newsroom(folder, ManualClock.now(), "Ada", "Ben", "Cem")) {
      room.founded();
      byte[] tape = "what was said at the square ".repeat(20_000).getBytes(StandardCharsets.UTF_8);
      SendFile file = SendFile.of(Files.write(folder.resolve("tape.ogg"), tape)).withCaption("here");
      room.relay.failAfterParts(2);
      assertThat(send(room, file))
          .isInstanceOfSatisfying(
              DeskFileOutcome.NotSaid.class,
              not -> assertThat(not.why()).isInstanceOf(SendFileOutcome.Interrupted.class));
      room.relay.moveAllParts();

      DeskFileOutcome outcome = send(room, file); // goes on where it stopped
      room.settle();

      assertThat(((DeskFileOutcome.Said) outcome).message())
          .isInstanceOf(DeskSendOutcome.Accepted.class);
      assertThat(room.relay.attachments()).isEqualTo(1);
      assertThat(room.relay.movedParts()).containsExactly("PUT 0", "PUT 1", "PUT 2");
      for (String name : List.of("Ada", "Cem")) {
        Message message = room.last(name);
        assertThat(message.text()).isEqualTo("here");
        assertThat(room.device(name).attachments().fetch(message, TransferProgress.NONE))
            .isInstanceOf(FetchFileOutcome.Here.class);
        SaveFileOutcome saved =
            room.device(name)
                .attachments()
                .save(message, Files.createDirectories(folder.resolve("saved by " + name)));
        assertThat(((SaveFileOutcome.Saved) saved).file()).hasBinaryContent(tape);
      }

      assertThat(room.at("Ben").deleteForEveryone(room.last("Ben")))
          .isInstanceOf(ChangeOutcome.Changed.class);
      room.settle();

      assertThat(room.relay.attachments()).isZero();
      for (String name : List.of("Ada", "Ben", "Cem")) {
        assertThat(files(room, name)).isEmpty();
      }
    }
  }

  @Test
  void whoIsOutUploadsNothing() throws IOException {
    try (Newsroom room = new Newsroom(folder, ManualClock.now(), "Ada", "Ben")) {
      room.founded();
      Desk desk = room.desk("Ben");
      room.removes("Ada", "Ben");
      room.settle();
      SendFile file = SendFile.of(Files.write(folder.resolve("tape.ogg"), new byte[10]));

      assertThat(room.device("Ben").attachments().send(desk, file, TransferProgress.NONE))
          .isInstanceOf(DeskFileOutcome.NotAMember.class);
      assertThat(room.relay.attachments()).isZero();
    }
  }

  private static DeskFileOutcome send(Newsroom room, SendFile file) {
    return room.device("Ben")
        .attachments()
        .send(room.desk("Ben"), file, TransferProgress.NONE);
  }

  private static List<Path> files(Newsroom room, String name) throws IOException {
    try (Stream<Path> files = Files.list(room.folderOf(name).resolve("attachments"))) {
      return files.toList();
    }
  }
}
