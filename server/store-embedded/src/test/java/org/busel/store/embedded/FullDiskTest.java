package org.busel.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.busel.store.contract.Examples.LATER;
import static org.busel.store.contract.Examples.NOW;
import static org.busel.store.contract.Examples.account;
import static org.busel.store.contract.Examples.accountId;
import static org.busel.store.contract.Examples.device;
import static org.busel.store.contract.Examples.hash;
import static org.busel.store.contract.Examples.keys;
import static org.junit.jupiter.api.Assumptions.abort;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.busel.directory.RegisterOutcome.Registered;
import org.busel.mailbox.MailboxLimits;
import org.busel.mailbox.Waiting;
import org.busel.store.StoreUnavailableException;
import org.busel.store.contract.Examples;
import org.busel.wire.DeviceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A full disk refuses; it loses nothing, and the store goes on as soon as there is room.
final class FullDiskTest {
  private static final DeviceId ALICE = device(1);

  @TempDir private Path folder;

  /// Has room for a few segments, and for as many more as are granted. A refused one is left half written, as a disk
  /// does.
  private static final class SmallDisk implements Disk {
    private int room;

    SmallDisk(int segments) {
      room = segments;
    }

    synchronized void grant(int segments) {
      room += segments;
    }

    @Override
    public synchronized void fill(FileChannel file, int bytes) throws IOException {
      if (room == 0) {
        file.write(ByteBuffer.allocate(bytes / 2));
        throw new IOException("No space left on device");
      }
      room--;
      Disk.REAL.fill(file, bytes);
    }

    @Override
    public void sync(FileChannel file) throws IOException {
      Disk.REAL.sync(file);
    }
  }

  @Test
  void whenThereIsNoRoomForASegmentNothingIsLostAndRoomMakesItGoOn() throws IOException {
    SmallDisk disk = new SmallDisk(2);
    try (EmbeddedStore store = open(folder, disk)) {
      List<Waiting> accepted = fill(store);
      assertThat(accepted).hasSizeGreaterThan(4);
      assertThat(Stores.peek(store, ALICE)).isEqualTo(accepted);
      assertThat(Stores.files(folder.resolve("mailboxes"))).hasSize(2);

      disk.grant(1);

      accepted.addAll(fill(store));
      assertThat(Stores.peek(store, ALICE)).isEqualTo(accepted);
    }
    try (EmbeddedStore store = open(folder, disk)) {
      assertThat(Stores.peek(store, ALICE)).isNotEmpty();
      assertThat(store.damages()).isEmpty();
    }
  }

  @Test
  void acknowledgingMakesRoomOnAFullDisk() {
    try (EmbeddedStore store = open(folder, new SmallDisk(3))) {
      List<Long> sequences = fill(store).stream().map(Waiting::sequence).toList();

      store.mailboxes().acknowledge(ALICE, sequences);

      assertThat(fill(store)).isNotEmpty();
    }
  }

  @Test
  void aRealFullDiskIsUnavailableAndLosesNothing() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    mount(disk);
    try {
      Path ballast = disk.resolve("ballast");
      List<Waiting> accepted;
      try (EmbeddedStore store = Stores.open(disk.resolve("store"))) {
        store.directory().invite(hash(1), LATER);
        Files.write(ballast, new byte[2 << 20]);
        accepted = fill(store);
        assertThat(Stores.peek(store, ALICE)).isEqualTo(accepted).isNotEmpty();
        Path rest = disk.resolve("rest");
        fillUp(rest);
        ByteString blob = Examples.blob(100_000, 1);
        assertUnavailable(() -> store.blobs().put(Examples.blobId(blob), blob));
        assertUnavailable(() ->
            assertThat(store.directory().register(hash(1), account(7), keys(100), NOW)).isNull());
        assertThat(store.directory().account(accountId(7))).isEmpty();

        Files.delete(rest);
        Files.delete(ballast);

        store.blobs().put(Examples.blobId(blob), blob);
        assertThat(store.blobs().get(Examples.blobId(blob))).contains(blob);
        assertThat(store.directory().register(hash(1), account(7), keys(100), NOW))
            .isEqualTo(new Registered());
        accepted.addAll(fill(store));
      }
      try (EmbeddedStore store = Stores.open(disk.resolve("store"))) {
        assertThat(Stores.peek(store, ALICE)).isEqualTo(accepted);
        assertThat(store.damages()).isEmpty();
      }
    } finally {
      assertThat(run("umount", disk.toString())).isTrue();
    }
  }

  private static EmbeddedStore open(Path folder, Disk disk) {
    return EmbeddedStore.open(folder, Stores.settings(MailboxLimits.DEFAULTS), disk);
  }

  /// Appends until the store refuses; returns what it accepted.
  private static List<Waiting> fill(EmbeddedStore store) {
    List<Waiting> accepted = new ArrayList<>();
    assertUnavailable(() -> {
      while (accepted.size() < 1_000) {
        var envelope = Examples.envelope(ALICE, System.nanoTime(), 96 << 10, LATER);
        accepted.add(new Waiting(Stores.store(store, envelope), envelope));
      }
    });
    return accepted;
  }

  private static void assertUnavailable(Runnable call) {
    assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(call::run);
  }

  private static void fillUp(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> {
            for (int i = 0; i < 1 << 20; i++) {
              out.write(new byte[512]);
            }
          });
    }
  }

  /// A file system of 6 MiB in memory; skips the test where that is not allowed.
  private static void mount(Path at) throws IOException, InterruptedException {
    if (!run("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", at.toString())) {
      String reason = "no full disk: this user may not mount a small one";
      System.out.println("skipped: " + reason);
      abort(reason);
    }
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false; // there is no such command
    }
  }
}
