package org.busel.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.busel.store.contract.Examples.LATER;
import static org.busel.store.contract.Examples.NOW;
import static org.busel.store.contract.Examples.account;
import static org.busel.store.contract.Examples.accountId;
import static org.busel.store.contract.Examples.device;
import static org.busel.store.contract.Examples.envelopeId;
import static org.busel.store.contract.Examples.hash;
import static org.busel.store.contract.Examples.keys;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.busel.directory.RegisterOutcome.Registered;
import org.busel.mailbox.Envelope;
import org.busel.mailbox.MailboxLimits;
import org.busel.store.contract.Examples;
import org.busel.wire.DeviceId;
import org.busel.wire.SealedContent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is gone can be read from no file an hour later, by whoever holds the disk. Time is what the calls say.
final class GoneTest {
  private static final DeviceId ALICE = device(1);
  private static final DeviceId BOB = device(2);

  @TempDir private Path folder;
  @TempDir private Path images;

  @Test
  void anHourAfterItWasAcknowledgedAnEnvelopeIsInNoFile() throws IOException {
    try (EmbeddedStore store = Stores.open(folder)) {
      store(store, BOB, 1, 2);
      List<Long> sequences = store(store, ALICE, 3, 9);
      store(store, BOB, 10, 11);
      store.mailboxes().acknowledge(ALICE, sequences);
      assertThat(Raw.of(folder).shows(envelopeId(3).bytes())).isTrue();

      anHourPasses(store, NOW);

      assertGone(folder, ALICE, 3, 9);
      assertThat(Stores.ids(store, BOB)).isEqualTo(Stores.ids(1, 2, 10, 11));
    }
    assertOpensWhole(folder, 1, 2, 10, 11);
  }

  @Test
  void anHourAfterItExpiredAnEnvelopeIsInNoFile() throws IOException {
    Instant soon = NOW.plus(Duration.ofHours(5));
    try (EmbeddedStore store = Stores.open(folder)) {
      for (long number = 1; number <= 5; number++) {
        long _ = Stores.store(store, envelope(ALICE, number, 2 << 10, soon));
      }
      store(store, BOB, 6, 6);
      assertThat(store.mailboxes().expire(soon.minusSeconds(1))).isZero();
      assertThat(store.mailboxes().expire(soon)).isEqualTo(5);

      anHourPasses(store, soon);

      assertGone(folder, ALICE, 1, 5);
    }
    assertOpensWhole(folder, 6);
  }

  @Test
  void whatWasMovedOrStoodInFilesThatWereUsedAgainIsInNoFile() throws IOException {
    try (EmbeddedStore store = Stores.open(folder)) {
      store(store, BOB, 1, 1);
      for (long number = 100; number < 180; number++) {
        var large = envelope(ALICE, number, 96 << 10, LATER);
        store.mailboxes().acknowledge(ALICE, List.of(Stores.store(store, large)));
      }
      store.mailboxes().acknowledge(ALICE, store(store, ALICE, 180, 185));

      anHourPasses(store, NOW);

      assertGone(folder, ALICE, 100, 185);
      assertThat(Raw.of(folder).count(envelopeId(1).bytes())).isEqualTo(1);
    }
    assertOpensWhole(folder, 1);
  }

  @Test
  void aStoreThatWasClosedShowsNothingThatIsGone() throws IOException {
    try (EmbeddedStore store = Stores.open(folder)) {
      store.mailboxes().acknowledge(ALICE, store(store, ALICE, 1, 9));
    }

    assertGone(folder, ALICE, 1, 9);
  }

  @Test
  void whatWasGoneBeforeACrashIsInNoFileAfterTheFirstRound() throws IOException {
    Path crashed;
    try (EmbeddedStore store = Stores.open(folder)) {
      List<Long> sequences = store(store, ALICE, 1, 9);
      store(store, BOB, 10, 12);
      store.mailboxes().acknowledge(ALICE, sequences);
      store(store, BOB, 13, 13); // with it the acknowledgement becomes durable
      crashed = Stores.crashImage(folder, images.resolve("crashed"));
    }

    try (EmbeddedStore store = Stores.open(crashed)) {
      assertThat(Stores.ids(store, ALICE)).isEmpty();
      assertThat(store.mailboxes().expire(NOW)).isZero();
      assertGone(crashed, ALICE, 1, 9);
    }
    assertOpensWhole(crashed, 10, 11, 12, 13);
  }

  /// Overwrites only half of what it is asked to, keeps an image of that moment, and goes on.
  private final class CrashingDisk implements Disk {
    private @Nullable Path image;

    @Override
    public void fill(FileChannel file, int bytes) throws IOException {
      Disk.REAL.fill(file, bytes);
    }

    @Override
    public void sync(FileChannel file) throws IOException {
      Disk.REAL.sync(file);
    }

    @Override
    public void zero(FileChannel file, long from, long to) throws IOException {
      if (image == null && to - from < Stores.SEGMENT_BYTES) {
        Disk.REAL.zero(file, from + 500, (from + to) / 2);
        image = Stores.crashImage(folder, images.resolve("crashed"));
      }
      Disk.REAL.zero(file, from, to);
    }
  }

  @Test
  void aCrashInTheMiddleOfErasingHarmsNothingAndTheNextRoundFinishesIt() throws IOException {
    CrashingDisk disk = new CrashingDisk();
    try (EmbeddedStore store = open(disk)) {
      store(store, BOB, 1, 1);
      List<Long> sequences = store(store, ALICE, 2, 9);
      store(store, BOB, 10, 10);
      store.mailboxes().acknowledge(ALICE, sequences);
      anHourPasses(store, NOW);
    }
    Path crashed = images.resolve("crashed");
    assertThat(Raw.of(crashed).shows(envelopeId(9).bytes())).isTrue();

    try (EmbeddedStore store = Stores.open(crashed)) {
      assertThat(store.damages()).isEmpty();
      assertThat(Stores.ids(store, ALICE)).isEmpty();
      assertThat(Stores.ids(store, BOB)).isEqualTo(Stores.ids(1, 10));
      assertThat(store.mailboxes().expire(NOW)).isZero();
      assertGone(crashed, ALICE, 2, 9);
    }
    assertOpensWhole(crashed, 1, 10);
  }

  /// Refuses to overwrite anything while it is stubborn.
  private static final class StubbornDisk implements Disk {
    private boolean stubborn = true;

    @Override
    public void fill(FileChannel file, int bytes) throws IOException {
      Disk.REAL.fill(file, bytes);
    }

    @Override
    public void sync(FileChannel file) throws IOException {
      Disk.REAL.sync(file);
    }

    @Override
    public void zero(FileChannel file, long from, long to) throws IOException {
      if (stubborn) {
        throw new IOException("not now");
      }
      Disk.REAL.zero(file, from, to);
    }
  }

  @Test
  void whatTheDiskRefusedToOverwriteIsOverwrittenInTheNextRound() throws IOException {
    StubbornDisk disk = new StubbornDisk();
    try (EmbeddedStore store = open(disk)) {
      store.mailboxes().acknowledge(ALICE, store(store, ALICE, 1, 3));
      anHourPasses(store, NOW);
      assertThat(Raw.of(folder).shows(envelopeId(2).bytes())).isTrue();

      disk.stubborn = false;
      anHourPasses(store, NOW.plus(Duration.ofHours(2)));

      assertGone(folder, ALICE, 1, 3);
    }
  }

  @Test
  void aKeyThatWasHandedOutIsInNoFileWhileTheStoreRuns() throws IOException {
    try (EmbeddedStore store = Stores.open(folder)) {
      store.directory().invite(hash(1), LATER);
      store.directory().invite(hash(55), LATER);
      assertThat(store.directory().register(hash(1), account(7), keys(3), NOW))
          .isEqualTo(new Registered());
      assertThat(store.directory().revoke(hash(55))).isTrue();
      assertThat(store.directory().takeBundles(accountId(7))).hasSize(1);

      anHourPasses(store, NOW);

      Raw raw = Raw.of(folder);
      assertThat(raw.shows(keys(3).oneTimeEc().getFirst().publicKey())).isFalse();
      assertThat(raw.shows(keys(3).oneTimeKem().getFirst().publicKey())).isFalse();
      assertThat(raw.shows(hash(55).bytes())).isFalse();
      assertThat(raw.shows(keys(3).oneTimeEc().getLast().publicKey())).isTrue();
    }
  }

  private EmbeddedStore open(Disk disk) {
    return EmbeddedStore.open(folder, Stores.settings(MailboxLimits.DEFAULTS), disk);
  }

  /// The calls that a relay makes within an hour.
  private static void anHourPasses(EmbeddedStore store, Instant from) {
    for (int minutes = 0; minutes <= 60; minutes += 10) {
      long _ = store.mailboxes().expire(from.plus(Duration.ofMinutes(minutes)));
    }
  }

  @CanIgnoreReturnValue
  private static List<Long> store(EmbeddedStore store, DeviceId device, long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(number -> Stores.store(store, envelope(device, number, 1 << 10, LATER)))
        .toList();
  }

  /// An envelope whose content is like no other.
  private static Envelope envelope(
      DeviceId device, long number, int contentBytes, Instant expiresAt) {
    var content = new SealedContent(Examples.blob(contentBytes, number));
    return new Envelope(envelopeId(number), device, expiresAt, content);
  }

  /// Neither ids nor any part of a content nor the account is to be found.
  private static void assertGone(Path folder, DeviceId device, long first, long last)
      throws IOException {
    Raw raw = Raw.of(folder);
    assertThat(raw.shows(device.account().bytes())).as("account").isFalse();
    for (long number = first; number <= last; number++) {
      assertThat(raw.shows(envelopeId(number).bytes())).as("id " + number).isFalse();
      for (int contentBytes : new int[] {1 << 10, 2 << 10, 96 << 10}) {
        ByteString content = Examples.blob(contentBytes, number);
        for (int at : new int[] {0, contentBytes / 2, contentBytes - 16}) {
          assertThat(raw.shows(content.substring(at, at + 16))).as("content at " + at).isFalse();
        }
      }
    }
  }

  private static void assertOpensWhole(Path folder, long... numbers) {
    try (EmbeddedStore store = Stores.open(folder)) {
      assertThat(store.damages()).isEmpty();
      assertThat(Stores.ids(store, ALICE)).isEmpty();
      assertThat(Stores.ids(store, BOB)).isEqualTo(Stores.ids(numbers));
    }
  }
}
