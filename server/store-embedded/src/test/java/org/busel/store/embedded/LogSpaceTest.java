package org.busel.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.busel.store.contract.Examples.LATER;
import static org.busel.store.contract.Examples.NOW;
import static org.busel.store.contract.Examples.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.busel.mailbox.Waiting;
import org.busel.store.contract.Examples;
import org.busel.wire.DeviceId;
import org.busel.wire.EnvelopeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The log takes no more room than what waits in it asks for.
final class LogSpaceTest {
  private static final DeviceId ALICE = device(1);
  private static final DeviceId BOB = device(2);

  /// Three segments that are free to be there, the active one, one that has just become empty, and two spares.
  private static final long FEW_SEGMENTS = 7L * Stores.SEGMENT_BYTES;

  @TempDir private Path folder;

  @Test
  void segmentsInWhichNothingWaitsAreUsedAgain() throws IOException {
    try (EmbeddedStore store = Stores.open(folder)) {
      passThrough(store, 8 << 20);

      assertThat(logBytes()).isLessThanOrEqualTo(FEW_SEGMENTS);
    }
    Stores.assertWaiting(folder, ALICE, List.of());
  }

  @Test
  void oneOldEnvelopeDoesNotHoldEverythingBehindIt() {
    try (EmbeddedStore store = Stores.open(folder)) {
      long old = Stores.store(store, Stores.envelope(BOB, 1));
      passThrough(store, 8 << 20);

      Awaitility.await()
          .untilAsserted(() -> assertThat(logBytes()).isLessThanOrEqualTo(FEW_SEGMENTS));
      assertThat(Stores.peek(store, BOB))
          .containsExactly(new Waiting(old, Stores.envelope(BOB, 1)));
    }
    Stores.assertWaiting(folder, BOB, List.of(Examples.envelopeId(1)));
    Stores.assertWaiting(folder, ALICE, List.of());
  }

  @Test
  void scatteredOldEnvelopesAreAllKeptInOrderWhileTheLogShrinks() {
    List<EnvelopeId> kept = new ArrayList<>();
    try (EmbeddedStore store = Stores.open(folder)) {
      for (int number = 1; number <= 60; number++) {
        long _ = Stores.store(store, Stores.envelope(BOB, number));
        kept.add(Examples.envelopeId(number));
        passThrough(store, 100 << 10);
      }

      Awaitility.await()
          .untilAsserted(() -> assertThat(logBytes()).isLessThanOrEqualTo(FEW_SEGMENTS));
      assertThat(Stores.ids(store, BOB)).isEqualTo(kept);
    }
    Stores.assertWaiting(folder, BOB, kept);
  }

  @Test
  void anEnvelopeThatWasMovedAndThenAcknowledgedStaysGone() {
    try (EmbeddedStore store = Stores.open(folder)) {
      long old = Stores.store(store, Stores.envelope(BOB, 1));
      long stays = Stores.store(store, Stores.envelope(BOB, 2));
      passThrough(store, 6 << 20);
      store.mailboxes().acknowledge(BOB, List.of(old));
      passThrough(store, 1 << 20);
      assertThat(Stores.peek(store, BOB)).extracting(Waiting::sequence).containsExactly(stays);
    }

    Stores.assertWaiting(folder, BOB, List.of(Examples.envelopeId(2)));
  }

  @Test
  void whileEverythingExpiresSendersGoOnAndTheLogShrinks() throws Exception {
    Instant soon = NOW.plus(Duration.ofHours(1));
    try (EmbeddedStore store = Stores.open(folder);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long number = 1; number <= 200; number++) {
        long _ = Stores.store(store, Examples.envelope(ALICE, number, 96 << 10, soon));
      }
      assertThat(logBytes()).isGreaterThan(3 * FEW_SEGMENTS);
      Future<List<EnvelopeId>> sent = threads.submit(() -> appendMany(store));

      assertThat(store.mailboxes().expire(soon)).isEqualTo(200);

      assertThat(Stores.ids(store, BOB)).isSubsetOf(sent.get());
      assertThat(store.mailboxes().expire(soon.plus(Duration.ofHours(1)))).isZero();
      Awaitility.await()
          .untilAsserted(() -> {
            long _ = store.mailboxes().expire(soon.plus(Duration.ofHours(2)));
            long _ = store.mailboxes().expire(soon.plus(Duration.ofHours(1)));
            assertThat(logBytes()).isLessThanOrEqualTo(FEW_SEGMENTS);
          });
      assertThat(store.figures().logBytes()).isLessThanOrEqualTo(FEW_SEGMENTS);
    }
  }

  private static List<EnvelopeId> appendMany(EmbeddedStore store) {
    List<EnvelopeId> sent = new ArrayList<>();
    for (long number = 1_001; number <= 1_300; number++) {
      long _ = Stores.store(store, Stores.envelope(BOB, number));
      sent.add(Examples.envelopeId(number));
    }
    return sent;
  }

  @Test
  void manyRestartsDoNotFillTheDisk() throws IOException {
    for (int round = 0; round < 15; round++) {
      try (EmbeddedStore store = Stores.open(folder)) {
        long sequence = Stores.store(store, Examples.envelope(ALICE));
        store.mailboxes().acknowledge(ALICE, List.of(sequence));
        long _ = Stores.store(store, Stores.envelope(BOB, round + 1));
      }
    }

    assertThat(logBytes()).isLessThanOrEqualTo(FEW_SEGMENTS);
    try (EmbeddedStore store = Stores.open(folder)) {
      assertThat(Stores.ids(store, BOB)).hasSize(15);
    }
  }

  /// Appends this much in large envelopes, acknowledging each.
  private static void passThrough(EmbeddedStore store, int bytes) {
    for (int done = 0; done < bytes; done += 96 << 10) {
      long sequence =
          Stores.store(store, Examples.envelope(ALICE, 1_000_000L + done, 96 << 10, LATER));
      store.mailboxes().acknowledge(ALICE, List.of(sequence));
      assertThat(store.mailboxes().peek(ALICE, 0, 1, NOW)).isEmpty();
    }
  }

  private long logBytes() throws IOException {
    long bytes = 0;
    for (Path file : Stores.files(folder.resolve("mailboxes"))) {
      bytes += Files.exists(file) ? Files.size(file) : 0;
    }
    return bytes;
  }
}
