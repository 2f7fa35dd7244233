package org.busel.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.busel.store.contract.Examples.LATER;
import static org.busel.store.contract.Examples.NOW;
import static org.busel.store.contract.Examples.device;
import static org.busel.store.contract.Examples.envelopeId;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.busel.mailbox.Envelope;
import org.busel.store.contract.Examples;
import org.busel.wire.DeviceId;
import org.busel.wire.EnvelopeId;
import org.busel.wire.SealedContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is left when the disk gives back other bytes than were written.
final class HarmTest {
  private static final DeviceId ALICE = device(1);

  @TempDir private Path folder;
  @TempDir private Path images;

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 7, 8, 16, 17, 20, 24, 40, 64, 100, 1_091})
  void oneHarmedRecordIsReportedWithItsBytesAndLosesNoOther(int offset) throws IOException {
    storeAndClose(5);
    Stores.Found third = Stores.find(folder, 3);
    third.flipBit(offset);

    try (EmbeddedStore store = Stores.open(folder)) {
      assertThat(Stores.ids(store, ALICE)).isEqualTo(ids(1, 2, 4, 5));
      String segment = third.segment().getFileName().toString();
      assertThat(store.damages())
          .containsExactly(new Damage(segment, third.at(), third.at() + 1_096L));
    }
  }

  @Test
  void aHarmedLastRecordOfAFinishedSegmentIsReported() throws IOException {
    storeAndClose(3);
    Stores.find(folder, 3).flipBit(500);

    try (EmbeddedStore store = Stores.open(folder)) {
      assertThat(Stores.ids(store, ALICE)).isEqualTo(ids(1, 2));
      assertThat(store.damages()).hasSize(1);
    }
  }

  @Test
  void aHarmedHeadIsReportedAndLosesNothing() throws IOException {
    storeAndClose(3);
    Stores.Found first = Stores.find(folder, 1);
    new Stores.Found(first.segment(), 0).flipBit(20);

    try (EmbeddedStore store = Stores.open(folder)) {
      assertThat(Stores.ids(store, ALICE)).isEqualTo(ids(1, 2, 3));
      assertThat(store.damages())
          .containsExactly(
              new Damage(first.segment().getFileName().toString(), 0, Segment.HEAD_BYTES));
    }
  }

  @Test
  void aSegmentOfWhichNothingIsReadableIsSetAside() throws IOException {
    storeAndClose(3);
    Path segment = Stores.find(folder, 1).segment();
    Files.write(segment, new byte[] {1, 2, 3});

    try (EmbeddedStore store = Stores.open(folder)) {
      assertThat(Stores.ids(store, ALICE)).isEmpty();
      assertThat(store.damages())
          .containsExactly(new Damage(segment.getFileName().toString(), 0, 3));
      long _ = Stores.store(store, Stores.envelope(ALICE, 4));
    }
    assertThat(segment.resolveSibling("unreadable-" + segment.getFileName())).exists();
    Stores.assertWaiting(folder, ALICE, ids(4));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 8, 24, 67, 68, 500, 1_091})
  void aLastRecordThatWasOnlyBegunIsNoHarm(int written) throws IOException {
    Path crashed;
    try (EmbeddedStore store = Stores.open(folder)) {
      for (int number = 1; number <= 3; number++) {
        long _ = Stores.store(store, Stores.envelope(ALICE, number));
      }
      crashed = Stores.crashImage(folder, images.resolve("crashed"));
    }
    Stores.Found last = Stores.find(crashed, 3);
    try (RandomAccessFile file = new RandomAccessFile(last.segment().toFile(), "rw")) {
      file.seek(last.at() + written);
      file.write(new byte[1_096 - written]);
    }

    try (EmbeddedStore store = Stores.open(crashed)) {
      assertThat(Stores.ids(store, ALICE)).isEqualTo(ids(1, 2));
      assertThat(store.damages()).isEmpty();
      long _ = Stores.store(store, Stores.envelope(ALICE, 4));
    }
    Stores.assertWaiting(crashed, ALICE, ids(1, 2, 4));
  }

  @Test
  void anEnvelopeHarmedWhileTheStoreIsOpenIsLeftOutAndTheOthersCome() throws IOException {
    try (EmbeddedStore store = Stores.open(folder)) {
      for (int number = 1; number <= 3; number++) {
        long _ = Stores.store(store, Stores.envelope(ALICE, number));
      }
      Stores.find(folder, 2).flipBit(700);

      assertThat(Stores.ids(store, ALICE)).isEqualTo(ids(1, 3));
      assertThat(Stores.ids(store, ALICE)).isEqualTo(ids(1, 3));
    }
  }

  @Test
  void contentThatLooksLikeARecordIsNeverTakenForOne() throws IOException {
    ByteBuffer forged = ByteBuffer.allocate(4 << 10);
    for (int number = 50; number < 53; number++) {
      LogRecord.envelope(
          forged, 0, Segment.HEAD_BYTES, 1_000 + number, Stores.envelope(ALICE, number));
    }
    SealedContent content = new SealedContent(ByteString.copyFrom(forged.array()));
    try (EmbeddedStore store = Stores.open(folder)) {
      long _ = Stores.store(store, new Envelope(envelopeId(1), ALICE, LATER, content));
      long _ = Stores.store(store, Stores.envelope(ALICE, 2));
    }
    Stores.find(folder, 1).flipBit(40);

    Stores.assertWaiting(folder, ALICE, ids(2));
  }

  @Test
  void aHarmedBlobCountsAsMissingAndIsHealedByPuttingItAgain() throws IOException {
    ByteString blob = Examples.blob(1_000, 1);
    var id = Examples.blobId(blob);
    try (EmbeddedStore store = Stores.open(folder)) {
      store.blobs().put(id, blob);
      Path file = folder.resolve("blobs").resolve(id.hex().substring(0, 2)).resolve(id.hex());
      byte[] bytes = Files.readAllBytes(file);
      bytes[999] ^= 1;
      Files.write(file, bytes);

      assertThat(store.blobs().get(id)).isEmpty();
      assertThat(store.blobs().missing(List.of(id))).containsExactly(id);
      store.blobs().put(id, blob);

      assertThat(store.blobs().get(id)).contains(blob);
    }
  }

  @Test
  void whatACrashLeftUnfinishedIsRemovedAtOpen() throws IOException {
    Stores.open(folder).close();
    Path blob = Files.write(folder.resolve("blobs/unfinished-1"), new byte[10]);
    Path spare = Files.write(folder.resolve("mailboxes/spare-1"), new byte[10]);

    Stores.open(folder).close();

    assertThat(blob).doesNotExist();
    assertThat(spare).doesNotExist();
  }

  @Test
  void aThreadThatIsInterruptedWhileReadingHarmsNoOther() {
    try (EmbeddedStore store = Stores.open(folder)) {
      long _ = Stores.store(store, Stores.envelope(ALICE, 1));
      for (int i = 0; i < 20; i++) {
        Thread interrupted =
            Thread.ofVirtual()
                .unstarted(() -> {
                  Thread.currentThread().interrupt();
                  assertThat(store.mailboxes().peek(ALICE, 0, 10, NOW)).isNotNull();
                });
        interrupted.setUncaughtExceptionHandler((_, _) -> {}); // it may be told "unavailable"
        interrupted.start();
        assertThat(Stores.ids(store, ALICE)).isEqualTo(ids(1));
      }
      long _ = Stores.store(store, Stores.envelope(ALICE, 2));
      assertThat(Stores.ids(store, ALICE)).isEqualTo(ids(1, 2));
    }
  }

  private void storeAndClose(int count) {
    try (EmbeddedStore store = Stores.open(folder)) {
      for (int number = 1; number <= count; number++) {
        long _ = Stores.store(store, Stores.envelope(ALICE, number));
      }
    }
  }

  private static List<EnvelopeId> ids(long... numbers) {
    return LongStream.of(numbers).mapToObj(Examples::envelopeId).toList();
  }
}
