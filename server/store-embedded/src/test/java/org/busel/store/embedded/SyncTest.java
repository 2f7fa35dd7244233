package org.busel.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.busel.store.contract.Examples.device;
import static org.busel.store.contract.Examples.envelopeId;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.busel.mailbox.MailboxLimits;
import org.busel.store.StoreUnavailableException;
import org.busel.wire.DeviceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// "Stored" is said after the sync, not before.
final class SyncTest {
  private static final DeviceId ALICE = device(1);

  @TempDir private Path folder;

  /// Does something at each sync, before it really syncs.
  private static final class WatchedDisk implements Disk {
    volatile Happening atSync = () -> true; // set by the test, called by the writer thread

    private interface Happening {
      boolean happen() throws IOException;
    }

    @Override
    public void fill(FileChannel file, int bytes) throws IOException {
      Disk.REAL.fill(file, bytes);
    }

    @Override
    public void sync(FileChannel file) throws IOException {
      assertThat(atSync.happen()).isTrue();
      Disk.REAL.sync(file);
    }
  }

  @Test
  void beforeTheSyncAnEnvelopeIsInTheFileAndNobodySeesIt() {
    WatchedDisk disk = new WatchedDisk();
    List<Object> seen = new ArrayList<>();
    try (EmbeddedStore store = open(disk)) {
      disk.atSync =
          () -> {
            seen.add(Stores.ids(store, ALICE));
            return seen.add(Stores.find(folder, 1).at());
          };

      long _ = Stores.store(store, Stores.envelope(ALICE, 1));

      disk.atSync = () -> true;
      assertThat(seen).containsExactly(List.of(), Segment.HEAD_BYTES);
      assertThat(Stores.ids(store, ALICE)).containsExactly(envelopeId(1));
    }
  }

  @Test
  void anEnvelopeWhoseSyncFailsIsNotStoredAndTheNextIs() {
    WatchedDisk disk = new WatchedDisk();
    try (EmbeddedStore store = open(disk)) {
      long _ = Stores.store(store, Stores.envelope(ALICE, 1));
      disk.atSync =
          () -> {
            throw new IOException("Input/output error");
          };

      assertThatExceptionOfType(StoreUnavailableException.class)
          .isThrownBy(() -> Stores.store(store, Stores.envelope(ALICE, 2)));
      assertThat(Stores.ids(store, ALICE)).containsExactly(envelopeId(1));

      disk.atSync = () -> true;
      long _ = Stores.store(store, Stores.envelope(ALICE, 2));
      assertThat(Stores.ids(store, ALICE)).containsExactly(envelopeId(1), envelopeId(2));
    }
  }

  private EmbeddedStore open(Disk disk) {
    return EmbeddedStore.open(folder, Stores.settings(MailboxLimits.DEFAULTS), disk);
  }
}
