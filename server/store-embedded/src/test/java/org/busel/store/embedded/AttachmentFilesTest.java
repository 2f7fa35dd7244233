package org.busel.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.busel.store.contract.Examples.LATER;
import static org.busel.store.contract.Examples.NOW;
import static org.busel.store.contract.Examples.opening;
import static org.busel.store.contract.Examples.part;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.busel.attachment.AttachmentStore;
import org.busel.attachment.OpenOutcome;
import org.busel.attachment.Opening;
import org.busel.attachment.PutOutcome;
import org.busel.wire.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of attachments on the disk: over restarts, crashes and damage, and when they go.
final class AttachmentFilesTest {
  private static final Opening OPENING = opening(1, 3);

  @TempDir private Path folder;

  @Test
  void partsOutliveTheProcess() {
    upload(0, 2);

    try (EmbeddedStore store = Stores.open(folder)) {
      AttachmentStore attachments = store.attachments();
      assertThat(attachments.open(OPENING)).isInstanceOf(OpenOutcome.AlreadyOpen.class);
      assertThat(attachments.find(OPENING.id(), NOW).orElseThrow().present().toString())
          .isEqualTo("{0, 2}");
      assertThat(attachments.part(OPENING.id(), 2, NOW)).contains(part(OPENING, 2));
    }
  }

  @Test
  void aCrashDuringAnUploadLosesNoPartThatWasStored(@TempDir Path image) {
    try (EmbeddedStore store = Stores.open(folder)) {
      fill(store, 0, 1);
      Path _ = Stores.crashImage(folder.resolve("attachments"), image.resolve("attachments"));
    }

    try (EmbeddedStore crashed = Stores.open(image)) {
      assertThat(crashed.attachments().part(OPENING.id(), 1, NOW)).contains(part(OPENING, 1));
    }
  }

  @Test
  void aPartThatTheDiskHarmedIsNotGivenOut() throws IOException {
    upload(0, 1);
    byte[] bytes = Files.readAllBytes(onlyFile());
    bytes[AttachmentFile.HEAD_BYTES + 100] ^= 1;
    Files.write(onlyFile(), bytes);

    try (EmbeddedStore store = Stores.open(folder)) {
      assertThat(store.attachments().part(OPENING.id(), 0, NOW)).isEmpty();
      assertThat(store.attachments().part(OPENING.id(), 1, NOW)).contains(part(OPENING, 1));
    }
  }

  @Test
  void whoeverVerifiesTheStoreIsToldWhichBytesOfWhichAttachmentAreHarmed() throws IOException {
    upload(0, 2);
    byte[] bytes = Files.readAllBytes(onlyFile());
    int third = AttachmentFile.HEAD_BYTES + 2 * Limits.ATTACHMENT_PART_BYTES;
    bytes[third + 50] ^= 1;

    try (EmbeddedStore store = Stores.open(folder)) {
      assertThat(store.verify().orElseThrow().harmed()).isEmpty();
      assertThat(store.verify().orElseThrow().files()).isEqualTo(1);

      Files.write(onlyFile(), bytes);

      assertThat(store.verify().orElseThrow().harmed())
          .containsExactly(
              "%s bytes %d to %d"
                  .formatted(folder.relativize(onlyFile()), third, bytes.length));
    }
  }

  @Test
  void whatWasBeingRemovedAtACrashIsRemovedAtTheNextStart() throws IOException {
    upload(0, 1);
    byte[] bytes = Files.readAllBytes(onlyFile());
    java.util.Arrays.fill(bytes, 0, AttachmentFile.HEAD_BYTES, (byte) 0);
    Files.write(onlyFile(), bytes);

    try (EmbeddedStore store = Stores.open(folder)) {
      assertThat(store.attachments().find(OPENING.id(), NOW)).isEmpty();
    }
    assertThat(Stores.files(folder.resolve("attachments"))).isEmpty();
  }

  @Test
  void whatIsGoneWasOverwrittenBeforeItsFileWasRemoved() throws IOException {
    upload(0, 1);
    Path secondName = folder.resolve("second-name");
    Path _ = Files.createLink(secondName, onlyFile());

    try (EmbeddedStore store = Stores.open(folder)) {
      assertThat(store.attachments().expire(LATER)).isEqualTo(1);
    }

    assertThat(Stores.files(folder.resolve("attachments"))).isEmpty();
    assertThat(Files.readAllBytes(secondName)).containsOnly((byte) 0);
  }

  @Test
  void nobodyButTheOwnerMayReadAnAttachment() throws IOException {
    upload(0);

    Path file = onlyFile();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void theDiskHoldsNoRoomForPartsThatHaveNotCome() throws IOException {
    upload();

    assertThat(Files.size(onlyFile())).isEqualTo(AttachmentFile.HEAD_BYTES);
  }

  private void upload(int... parts) {
    try (EmbeddedStore store = Stores.open(folder)) {
      fill(store, parts);
    }
  }

  private static void fill(EmbeddedStore store, int... parts) {
    assertThat(store.attachments().open(OPENING)).isInstanceOf(OpenOutcome.Opened.class);
    for (int part : parts) {
      ByteString bytes = part(OPENING, part);
      assertThat(store.attachments().put(OPENING.id(), part, bytes))
          .isEqualTo(new PutOutcome.Stored());
    }
  }

  private Path onlyFile() throws IOException {
    return Stores.files(folder.resolve("attachments")).getFirst();
  }
}
