package org.busel.store.embedded;

import java.nio.file.Path;
import org.busel.directory.DirectoryStore;
import org.busel.mailbox.MailboxLimits;
import org.busel.store.contract.DeviceListContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedDeviceListTest extends DeviceListContract {
  @TempDir private Path folder;
  private @Nullable EmbeddedStore store;

  @Override
  protected DirectoryStore emptyStore() {
    EmbeddedStore opened = Stores.open(folder, MailboxLimits.DEFAULTS);
    store = opened;
    return opened.directory();
  }

  @AfterEach
  void close() {
    if (store != null) {
      store.close();
    }
  }
}
