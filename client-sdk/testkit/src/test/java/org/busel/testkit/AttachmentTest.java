package org.busel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.busel.sdk.Contact;
import org.busel.sdk.Device;
import org.busel.sdk.FetchFileOutcome;
import org.busel.sdk.FileState;
import org.busel.sdk.Message;
import org.busel.sdk.SaveFileOutcome;
import org.busel.sdk.SendFile;
import org.busel.sdk.SendFileOutcome;
import org.busel.sdk.SendOutcome;
import org.busel.sdk.attachments.TransferProgress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Files from one device to another, over a relay that fails, forgets or cheats.
class AttachmentTest {
  private static final int FILE_BYTES = 600_000;
  private static final int PARTS = 3;

  @TempDir Path folder;
  private final RelaySimulator relay = RelaySimulator.started();
  private Device journalist;
  private Device editor;
  private Contact desk;

  @BeforeEach
  void meet() {
    journalist = People.join(relay, folder.resolve("journalist"));
    editor = People.join(relay, folder.resolve("editor"));
    desk = People.meet(editor, "the desk", journalist, "Alena");
  }

  @AfterEach
  void close() {
    journalist.close();
    editor.close();
    relay.close();
  }

  @Test
  void aFileArrivesAsItWasAndNothingIsFetchedByItself() throws IOException {
    byte[] recording = recording();
    Message message = sent(file("..запіс\u202E.ogg", recording));

    assertThat(message.body()).isInstanceOf(Message.Body.Attachment.class);
    assertThat(editor.attachments().state(message)).contains(new FileState.NotFetched());
    assertThat(relay.movedParts()).containsExactly("PUT 0", "PUT 1", "PUT 2");
    assertThat(editor.attachments().save(message, folder))
        .isEqualTo(new SaveFileOutcome.NotFetched());

    assertThat(fetch(message)).isEqualTo(new FetchFileOutcome.Here(PARTS));
    Path first = saved(message);
    Path second = saved(message);

    assertThat(editor.attachments().state(message)).contains(new FileState.Here());
    assertThat(first).hasBinaryContent(recording).hasFileName("запіс.ogg");
    assertThat(second).hasBinaryContent(recording).hasFileName("запіс (2).ogg");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first)))
        .isEqualTo("rw-------");
    assertThat(fetch(message)).isEqualTo(new FetchFileOutcome.Here(0));
  }

  @Test
  void onBothDevicesAFileLiesSealedUnderANameThatSaysNothing() throws IOException {
    byte[] words = "the interview is on tape. ".repeat(9_000).getBytes(StandardCharsets.UTF_8);
    Message message = sent(file("tape.txt", words));
    assertThat(fetch(message)).isInstanceOf(FetchFileOutcome.Here.class);

    for (String profile : List.of("journalist", "editor")) {
      List<Path> files = files(folder.resolve(profile).resolve("attachments"));
      assertThat(files).hasSize(1);
      assertThat(files.get(0).getFileName().toString()).matches("[0-9a-f]{64}");
      assertThat(Files.readString(files.get(0), StandardCharsets.ISO_8859_1))
          .doesNotContain("the interview");
    }
    editor.attachments().remove(message);
    assertThat(files(folder.resolve("editor").resolve("attachments"))).isEmpty();
    assertThat(editor.attachments().state(message)).contains(new FileState.NotFetched());
  }

  @Test
  void filesThatBelongToNoMessageGoWhenTheDeviceIsOpened() throws IOException {
    Message message = sent(file("tape.ogg", recording()));
    assertThat(fetch(message)).isInstanceOf(FetchFileOutcome.Here.class);
    Path sealed = folder.resolve("editor").resolve("attachments");
    Path stray = Files.write(sealed.resolve("00".repeat(32) + ".part"), new byte[300]);
    editor.close();

    editor = People.open(folder.resolve("editor"));

    assertThat(stray).doesNotExist();
    assertThat(editor.attachments().state(message)).contains(new FileState.Here());
  }

  @Test
  void anUploadGoesOnWhereItStoppedAfterTheDeviceWasOpenedAnew() throws IOException {
    Path file = file("tape.ogg", recording());
    relay.failAfterParts(2);

    SendFileOutcome stopped = send(file);
    assertThat(stopped)
        .isEqualTo(
            new SendFileOutcome.Interrupted("the relay is in trouble or asks to wait", 2, PARTS));
    assertThat(People.receive(editor)).isEmpty();
    journalist.close();
    journalist = People.open(folder.resolve("journalist"));
    relay.moveAllParts();
    Message message = sent(file);

    assertThat(relay.movedParts()).containsExactly("PUT 0", "PUT 1", "PUT 2");
    assertThat(relay.attachments()).isEqualTo(1);
    assertThat(fetch(message)).isEqualTo(new FetchFileOutcome.Here(PARTS));
  }

  @Test
  void aDownloadGoesOnWhereItStoppedAfterTheDeviceWasOpenedAnew() throws IOException {
    byte[] recording = recording();
    Message message = sent(file("tape.ogg", recording));
    relay.failAfterParts(2);
    List<String> uploaded = relay.movedParts();

    FetchFileOutcome stopped = fetch(message);
    assertThat(uploaded).hasSize(PARTS);
    assertThat(stopped).isInstanceOf(FetchFileOutcome.Interrupted.class);
    assertThat(editor.attachments().state(message)).contains(new FileState.Partly(2, PARTS));
    editor.close();
    editor = People.open(folder.resolve("editor"));
    relay.moveAllParts();

    assertThat(fetch(message)).isEqualTo(new FetchFileOutcome.Here(1));
    assertThat(relay.movedParts()).containsExactly("GET 0", "GET 1", "GET 2");
    assertThat(saved(message)).hasBinaryContent(recording);
  }

  @ParameterizedTest
  @EnumSource(names = {"CORRUPT_PARTS", "SWAP_PARTS", "TRUNCATE_PARTS", "EXTEND_PARTS"})
  void aRelayThatChangesAFileIsCaughtAtThePart(Tampering way) throws IOException {
    byte[] recording = recording();
    Message message = sent(file("tape.ogg", recording));
    relay.tamper(way);

    FetchFileOutcome caught = fetch(message);

    assertThat(caught).isEqualTo(new FetchFileOutcome.Damaged(0));
    assertThat(editor.attachments().state(message)).contains(new FileState.Damaged());
    assertThat(editor.attachments().save(message, folder))
        .isEqualTo(new SaveFileOutcome.NotFetched());
    relay.tamper();
    assertThat(fetch(message)).isInstanceOf(FetchFileOutcome.Here.class);
    assertThat(saved(message)).hasBinaryContent(recording);
  }

  @Test
  void whatIsWithdrawnWithheldOrExpiredIsGone() throws IOException {
    Message message = sent(file("tape.ogg", recording()));
    relay.tamper(Tampering.WITHHOLD_PARTS);
    assertThat(fetch(message)).isEqualTo(new FetchFileOutcome.Gone());
    relay.tamper();

    Message own = journalist.history(desk, 10).get(0);
    assertThat(editor.attachments().withdraw(message)).isFalse();
    assertThat(journalist.attachments().withdraw(own)).isTrue();
    assertThat(relay.attachments()).isZero();
    assertThat(fetch(message)).isEqualTo(new FetchFileOutcome.Gone());
    assertThat(editor.attachments().state(message)).contains(new FileState.Gone());

    Message other = sent(file("other.ogg", recording()));
    relay.expireAttachments();
    assertThat(fetch(other)).isEqualTo(new FetchFileOutcome.Gone());
  }

  @Test
  void aFileThatIsSentTwiceIsSealedAnewUnderAnotherId() throws IOException {
    Path file = file("tape.ogg", recording());

    Message first = sent(file);
    Message second = sent(file);

    assertThat(first.number()).isNotEqualTo(second.number());
    assertThat(relay.attachments()).isEqualTo(2);
    List<Path> sealed = files(folder.resolve("journalist").resolve("attachments"));
    assertThat(sealed).hasSize(2);
    byte[] one = Files.readAllBytes(sealed.get(0));
    byte[] other = Files.readAllBytes(sealed.get(1));
    assertThat(one).hasSameSizeAs(other);
    assertThat(Arrays.equals(one, 100, 1_000, other, 100, 1_000)).isFalse();
  }

  @Test
  void whatPicturesTellStaysAtHomeUnlessTheSenderSaysOtherwise() throws IOException {
    String told = "GIF89a\1\0\1\0\0\0\0!\u00FE\6SECRET\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;";
    Path gif = file("dot.gif", told.getBytes(StandardCharsets.ISO_8859_1));
    Path film = file("film.mp4", "\0\0\0\u0018ftypmp42 SECRET".getBytes(StandardCharsets.UTF_8));
    Path broken = file("broken.gif", "GIF89a SECRET".getBytes(StandardCharsets.UTF_8));

    Message clean = sent(gif);
    assertThat(fetch(clean)).isInstanceOf(FetchFileOutcome.Here.class);
    assertThat(Files.readString(saved(clean), StandardCharsets.ISO_8859_1))
        .isEqualTo(told.replace("!\u00FE\6SECRET\0", ""));
    assertThat(send(film)).isInstanceOf(SendFileOutcome.MayTell.class);
    assertThat(send(broken)).isInstanceOf(SendFileOutcome.NotAPicture.class);

    Message asIs = sent(SendFile.of(film).sentAsIs());
    assertThat(fetch(asIs)).isInstanceOf(FetchFileOutcome.Here.class);
    assertThat(saved(asIs)).hasSameBinaryContentAs(film);
  }

  @Test
  void whatCannotBeSentIsSaidAndNothingLeaves() throws IOException {
    Path large = folder.resolve("large");
    try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
      sparse.setLength((100 << 20) + 1L);
    }
    Path small = file("small.txt", new byte[10]);

    assertThat(send(folder.resolve("nowhere"))).isEqualTo(new SendFileOutcome.NoSuchFile());
    assertThat(send(folder)).isEqualTo(new SendFileOutcome.NoSuchFile());
    assertThat(send(large)).isEqualTo(new SendFileOutcome.TooLarge(100 << 20));
    assertThat(send(SendFile.of(small).withCaption("я".repeat(2_049))))
        .isEqualTo(new SendFileOutcome.CaptionTooLong(4_096));
    relay.fillWithAttachments(true);
    assertThat(send(small)).isEqualTo(new SendFileOutcome.NoRoomAtRelay());
    assertThat(relay.movedParts()).isEmpty();
    assertThat(People.receive(editor)).isEmpty();

    relay.fillWithAttachments(false);
    Message message = sent(SendFile.of(small).withCaption("глядзі"));
    assertThat(message.text()).isEqualTo("глядзі");
  }

  @Test
  void theOwnerMayStopAtAnyPart() throws IOException {
    Path file = file("tape.ogg", recording());
    StopAfter two = new StopAfter(2 * 262_144);

    SendFileOutcome stopped = journalist.attachments().send(desk, SendFile.of(file), two);
    Message message = sent(file);
    FetchFileOutcome fetchStopped = editor.attachments().fetch(message, new StopAfter(262_144));

    assertThat(stopped).isEqualTo(new SendFileOutcome.Cancelled(2, PARTS));
    assertThat(fetchStopped).isEqualTo(new FetchFileOutcome.Cancelled(1, PARTS));
    assertThat(fetch(message)).isEqualTo(new FetchFileOutcome.Here(2));
  }

  @Test
  void aThumbnailIsMadeByTheSenderAndTravelsInTheMessage() throws IOException {
    String dot = "GIF89a\1\0\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;";
    Path gif = file("dot.gif", dot.getBytes(StandardCharsets.ISO_8859_1));
    var image = com.google.protobuf.ByteString.copyFromUtf8("a very small picture");
    SendFile sent =
        SendFile.of(gif)
            .withThumbnails(picture -> Optional.of(new Message.Picture(image, 4000, 3000)));

    Message message = sent(sent);

    assertThat(((Message.Body.Attachment) message.body()).thumbnail())
        .contains(new Message.Picture(image, 4000, 3000));
    assertThat(relay.movedParts()).containsExactly("PUT 0");
  }

  private static final class StopAfter implements TransferProgress {
    private final long bytes;
    private long reached;

    StopAfter(long bytes) {
      this.bytes = bytes;
    }

    @Override
    public void reached(long bytesMoved, long bytesInAll) {
      reached = bytesMoved;
    }

    @Override
    public boolean isCancelled() {
      return reached >= bytes;
    }
  }

  private SendFileOutcome send(Path file) {
    return send(SendFile.of(file));
  }

  private SendFileOutcome send(SendFile file) {
    return journalist.attachments().send(desk, file, TransferProgress.NONE);
  }

  private Message sent(Path file) {
    return sent(SendFile.of(file));
  }

  /// The message as the editor gets it.
  private Message sent(SendFile file) {
    SendFileOutcome outcome = send(file);
    assertThat(outcome).isInstanceOf(SendFileOutcome.Sent.class);
    assertThat(((SendFileOutcome.Sent) outcome).message()).isInstanceOf(SendOutcome.Accepted.class);
    List<Message> messages = editor.receive(People.LONG).messages();
    assertThat(messages).hasSize(1);
    return messages.get(0);
  }

  private FetchFileOutcome fetch(Message message) {
    return editor.attachments().fetch(message, TransferProgress.NONE);
  }

  private Path saved(Message message) throws IOException {
    Path to = Files.createDirectories(folder.resolve("saved"));
    SaveFileOutcome outcome = editor.attachments().save(message, to);
    assertThat(outcome).isInstanceOf(SaveFileOutcome.Saved.class);
    return ((SaveFileOutcome.Saved) outcome).file();
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static byte[] recording() {
    byte[] bytes = new byte[FILE_BYTES];
    new Random(Clock.systemUTC().millis()).nextBytes(bytes);
    bytes[0] = 'x'; // never the beginning of a picture
    return bytes;
  }

  private static List<Path> files(Path below) throws IOException {
    try (Stream<Path> files = Files.list(below)) {
      return files.sorted().toList();
    }
  }
}
