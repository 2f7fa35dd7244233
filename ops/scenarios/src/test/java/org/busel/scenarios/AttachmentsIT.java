package org.busel.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.busel.sdk.Device;
import org.busel.wire.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The largest file that may be sent, over the real relay, while everybody is killed in turn. No device has more memory
/// than a fraction of the file.
class AttachmentsIT {
  private static final String HEAP = "-Xmx64m";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int KILL_AFTER_PARTS = 60;

  @TempDir Path folder;

  @Test
  void aHundredMebibytesArriveAlthoughSenderRelayAndReceiverAreKilledOnTheWay() throws Exception {
    Path file = largest();
    try (RelayInAProcess relay = new RelayInAProcess(folder.resolve("relay"))) {
      Path journalist = folder.resolve("journalist");
      Path editor = folder.resolve("editor");
      try (Device sends = People.join(journalist, relay.invite());
          Device receives = People.join(editor, relay.invite())) {
        People.meet(receives, "Editor", sends, "Journalist");
      }

      long sentFirst = killed("send", journalist, "Editor", file);
      relay.restart(); // killed
      List<String> sent = finished("send", journalist, "Editor", file);
      long fetchedFirst = killed("fetch", editor, "Journalist", folder);
      relay.restart();
      Path saved = Files.createDirectories(folder.resolve("saved"));
      List<String> fetched = finished("fetch", editor, "Journalist", saved);

      assertThat(sent).last().isEqualTo("end sent");
      assertThat(fetched).last().isEqualTo("end saved");
      // What had been moved is not moved again, but for the part that was on its way.
      assertThat(moved(sent.getFirst())).isGreaterThanOrEqualTo(sentFirst - onePart());
      assertThat(moved(fetched.getFirst())).isGreaterThanOrEqualTo(fetchedFirst - onePart());
      assertThat(Files.mismatch(file, saved.resolve(file.getFileName()))).isEqualTo(-1);
      assertThat(onDisk(folder.resolve("relay/store/attachments"))).hasSize(1);
    }
  }

  /// Kills the device in the middle.
  ///
  /// @return how many bytes it had moved
  private long killed(String what, Path profile, String contact, Path file) {
    try (ChildJvm mover = mover(what, profile, contact, file)) {
      await("some parts have moved")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> mover.output().size() >= KILL_AFTER_PARTS || !mover.isAlive());
      assertThat(mover.isAlive()).isTrue();
      mover.kill();
      return moved(mover.output().getLast());
    }
  }

  private List<String> finished(String what, Path profile, String contact, Path file) {
    try (ChildJvm mover = mover(what, profile, contact, file)) {
      await("the end")
          .atMost(PATIENCE)
          .until(() -> !mover.isAlive() && !mover.output().isEmpty());
      return mover.output();
    }
  }

  private ChildJvm mover(String what, Path profile, String contact, Path file) {
    return ChildJvm.with(
        List.of(HEAP),
        folder.resolve("mover.log"),
        FileMover.class,
        what,
        profile.toString(),
        contact,
        file.toString());
  }

  private Path largest() throws IOException {
    Path file = folder.resolve("largest.bin");
    byte[] block = new byte[1 << 20];
    Random random = new Random(100);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < Limits.ATTACHMENT_FILE_BYTES / block.length; i++) {
        random.nextBytes(block);
        out.write(block);
      }
    }
    return file;
  }

  private static long moved(String line) {
    return Long.parseLong(line.split(" ", -1)[1]);
  }

  private static long onePart() {
    return Limits.ATTACHMENT_PART_BYTES;
  }

  private static List<Path> onDisk(Path below) throws IOException {
    try (Stream<Path> files = Files.walk(below)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
