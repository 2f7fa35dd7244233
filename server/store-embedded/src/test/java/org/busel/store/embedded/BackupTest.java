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

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.busel.catalog.AdmitOutcome.Admitted;
import org.busel.directory.Prekeys;
import org.busel.directory.RegisterOutcome.InvitationUnknown;
import org.busel.directory.RegisterOutcome.InvitationUsed;
import org.busel.directory.RegisterOutcome.Registered;
import org.busel.mailbox.Waiting;
import org.busel.storage.BackupReport;
import org.busel.store.contract.Examples;
import org.busel.wire.DeviceId;
import org.busel.wire.EnvelopeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A backup of a store that is in use, and a copy that somebody makes without asking it.
final class BackupTest {
  private static final DeviceId ALICE = device(1);
  private static final DeviceId BOB = device(2);

  @TempDir private Path above;

  @Test
  void aBackupOpensWithEverythingThatWaitedAndNothingThatWasGone() throws IOException {
    Path backup = above.resolve("backup");
    List<Waiting> waiting;
    try (EmbeddedStore store = Stores.open(above.resolve("store"))) {
      for (long number = 1; number <= 600; number++) {
        long sequence = Stores.store(store, Stores.envelope(ALICE, number));
        if (number % 3 == 0) {
          store.mailboxes().acknowledge(ALICE, List.of(sequence));
        }
      }
      waiting = Stores.peek(store, ALICE);

      assertThat(store.backup(backup)).contains(new BackupReport(400, 0, 0));
    }

    assertThat(Raw.of(backup).shows(envelopeId(3).bytes())).isFalse();
    try (EmbeddedStore store = Stores.open(backup)) {
      assertThat(store.damages()).isEmpty();
      assertThat(Stores.peek(store, ALICE)).isEqualTo(waiting);
      assertThat(Stores.store(store, Stores.envelope(ALICE, 1_000)))
          .isGreaterThan(waiting.getLast().sequence());
    }
  }

  @Test
  void whatWasAcceptedBeforeABackupBeganIsInItThoughTheStoreGoesOn() throws Exception {
    Path backup = above.resolve("backup");
    Set<EnvelopeId> before;
    try (EmbeddedStore store = Stores.open(above.resolve("store"));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Set<EnvelopeId> accepted = ConcurrentHashMap.newKeySet();
      AtomicBoolean goOn = new AtomicBoolean(true);
      for (int sender = 0; sender < 8; sender++) {
        long first = sender * 1_000_000L;
        var _ = threads.submit(() -> appendAndForgetSome(store, accepted, goOn, first));
      }
      while (accepted.size() < 2_000) {
        Thread.onSpinWait();
      }
      before = new HashSet<>(accepted);

      assertThat(store.backup(backup)).isPresent();

      goOn.set(false);
    }

    try (EmbeddedStore store = Stores.open(backup)) {
      assertThat(store.damages()).isEmpty();
      Set<EnvelopeId> found = new HashSet<>();
      for (int sender = 0; sender < 8; sender++) {
        found.addAll(ids(store, device(sender + 10)));
      }
      assertThat(found).containsAll(before);
    }
  }

  /// Keeps nine of ten; the others go through, so that segments are moved and used again meanwhile.
  private static void appendAndForgetSome(
      EmbeddedStore store, Set<EnvelopeId> accepted, AtomicBoolean goOn, long first) {
    DeviceId mine = device(first / 1_000_000 + 10);
    for (long number = first; goOn.get() && number < first + 5_000; number++) {
      long sequence = Stores.store(store, Stores.envelope(mine, number));
      if (number % 10 == 0) {
        store.mailboxes().acknowledge(mine, List.of(sequence));
      } else {
        accepted.add(envelopeId(number));
      }
    }
  }

  private static List<EnvelopeId> ids(EmbeddedStore store, DeviceId device) {
    List<EnvelopeId> ids = new ArrayList<>();
    List<Waiting> next = store.mailboxes().peek(device, 0, 1_000, NOW);
    while (!next.isEmpty()) {
      next.forEach(waiting -> ids.add(waiting.envelope().id()));
      next = store.mailboxes().peek(device, next.getLast().sequence(), 1_000, NOW);
    }
    return ids;
  }

  @Test
  void aBackupHandsOutNoKeyAndTakesNoInvitationASecondTime() {
    Path backup = above.resolve("backup");
    try (EmbeddedStore store = Stores.open(above.resolve("store"))) {
      store.directory().invite(hash(1), LATER);
      store.directory().invite(hash(2), LATER);
      assertThat(store.directory().register(hash(1), account(7), keys(3), NOW))
          .isEqualTo(new Registered());

      assertThat(store.backup(backup)).isPresent();
    }

    try (EmbeddedStore store = Stores.open(backup)) {
      assertThat(store.directory().account(accountId(7))).contains(account(7));
      assertThat(store.directory().countKeys(device(7))).isEqualTo(new Prekeys.Counts(0, 0));
      Prekeys.Bundle bundle = store.directory().takeBundles(accountId(7)).getFirst();
      assertThat(bundle.oneTimeEc()).isEqualTo(Optional.empty());
      assertThat(store.directory().register(hash(2), account(8), keys(3), NOW))
          .isEqualTo(new InvitationUnknown());
      assertThat(store.directory().register(hash(1), account(9), keys(3), NOW))
          .isEqualTo(new InvitationUsed());
    }
  }

  @Test
  void aBackupHasTheCatalogueWithItsBlobsAndIsForItsOwnerOnly() throws IOException {
    Path backup = above.resolve("backup");
    ByteString blob = Examples.blob(5_000, 999);
    try (EmbeddedStore store = Stores.open(above.resolve("store"))) {
      store.blobs().put(Examples.blobId(blob), blob);
      assertThat(store.catalog().admit(Examples.module("a", 1, Examples.blobId(blob))))
          .isEqualTo(new Admitted());

      assertThat(store.backup(backup)).contains(new BackupReport(0, 0, 1));
    }

    try (Stream<Path> files = Files.walk(backup)) {
      for (Path file : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(backup.relativize(file).toString())
            .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
      }
    }
    try (EmbeddedStore store = Stores.open(backup)) {
      assertThat(store.catalog().list()).hasSize(1);
      assertThat(store.blobs().get(Examples.blobId(blob))).contains(blob);
    }
  }

  @Test
  void aFolderThatIsCopiedWhileTheStoreRunsHasEverythingOrSaysThatSomethingIsMissing()
      throws Exception {
    for (int round = 0; round < 3; round++) {
      Path folder = above.resolve("store" + round);
      Path copy = above.resolve("copy" + round);
      Set<EnvelopeId> before;
      try (EmbeddedStore store = Stores.open(folder);
          var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Set<EnvelopeId> accepted = ConcurrentHashMap.newKeySet();
        AtomicBoolean goOn = new AtomicBoolean(true);
        for (int sender = 0; sender < 8; sender++) {
          long first = sender * 1_000_000L;
          var _ = threads.submit(() -> appendAndForgetSome(store, accepted, goOn, first));
        }
        while (accepted.size() < 1_000) {
          Thread.onSpinWait();
        }
        before = new HashSet<>(accepted);
        copyAsItComes(folder, copy);
        goOn.set(false);
      }

      try (EmbeddedStore store = Stores.open(copy)) {
        Set<EnvelopeId> found = new HashSet<>();
        for (int sender = 0; sender < 8; sender++) {
          found.addAll(ids(store, device(sender + 10)));
        }
        if (store.damages().isEmpty()) {
          assertThat(found).containsAll(before);
        }
      }
    }
  }

  /// As `cp -r` does: names first, then each file, if it is still there.
  private static void copyAsItComes(Path folder, Path copy) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.toList();
    }
    for (Path file : files) {
      Path target = copy.resolve(folder.relativize(file).toString());
      if (Files.isDirectory(file)) {
        Files.createDirectories(target);
      } else if (Files.exists(file)) {
        try {
          Files.copy(file, target);
        } catch (NoSuchFileException renamed) {
          Files.deleteIfExists(target);
        }
      }
    }
  }

  @Test
  void aCopyThatLacksASegmentSaysWhichAndTheRestOpens() throws IOException {
    Path copy;
    try (EmbeddedStore store = Stores.open(above.resolve("store"))) {
      for (long number = 1; number <= 20; number++) {
        long _ = Stores.store(store, Examples.envelope(ALICE, number, 96 << 10, LATER));
      }
      long _ = Stores.store(store, Stores.envelope(BOB, 21));
      copy = Stores.crashImage(above.resolve("store"), above.resolve("copy"));
    }
    Path lost = Stores.find(copy, 6).segment();
    Files.delete(lost);

    try (EmbeddedStore store = Stores.open(copy)) {
      assertThat(store.damages())
          .extracting(Damage::segment)
          .containsExactly(lost.getFileName().toString());
      assertThat(store.damages().getFirst().isMissing()).isTrue();
      assertThat(Stores.ids(store, BOB)).isEqualTo(Stores.ids(21));
      assertThat(Stores.ids(store, ALICE)).isNotEmpty().doesNotContain(envelopeId(6));
    }
  }

  @Test
  void verifyingNamesTheMailboxAndTheBytesOfEveryHarmedEnvelopeAndEveryHarmedBlob()
      throws IOException {
    Path folder = above.resolve("store");
    ByteString blob = Examples.blob(1_000, 1);
    try (EmbeddedStore store = Stores.open(folder)) {
      for (long number = 1; number <= 4; number++) {
        long _ = Stores.store(store, Stores.envelope(number < 3 ? ALICE : BOB, number));
      }
      store.blobs().put(Examples.blobId(blob), blob);
      assertThat(store.verify().orElseThrow().harmed()).isEmpty();
      Stores.Found second = Stores.find(folder, 2);
      second.flipBit(500);
      Files.write(
          folder
              .resolve("blobs/" + Examples.blobId(blob).hex().substring(0, 2))
              .resolve(Examples.blobId(blob).hex()),
          new byte[10]);

      var found = store.verify().orElseThrow();

      assertThat(found.envelopes()).isEqualTo(4);
      assertThat(found.mailboxes()).isEqualTo(2);
      assertThat(found.harmed())
          .hasSize(2)
          .first()
          .asString()
          .isEqualTo(
              "mailboxes/%s bytes %d to %d, mailbox 00000000000b05e10000000000000001/1"
                  .formatted(second.segment().getFileName(), second.at(), second.at() + 1_096));
      assertThat(found.harmed().getLast()).startsWith("blobs/");
      assertThat(found.toString()).doesNotContain("b05e1");
      assertThat(Stores.ids(store, ALICE)).isEqualTo(Stores.ids(1));
      assertThat(Stores.ids(store, BOB)).isEqualTo(Stores.ids(3, 4));
    }
  }
}
