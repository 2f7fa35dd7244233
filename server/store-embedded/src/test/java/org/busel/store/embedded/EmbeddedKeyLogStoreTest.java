package org.busel.store.embedded;

import java.nio.file.Path;
import org.busel.keylog.KeyLogStore;
import org.busel.mailbox.MailboxLimits;
import org.busel.store.contract.KeyLogStoreContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedKeyLogStoreTest extends KeyLogStoreContract {
  @TempDir private Path folder;
  private @Nullable EmbeddedStore store;

  @Override
  protected KeyLogStore emptyStore() {
    EmbeddedStore opened = Stores.open(folder, MailboxLimits.DEFAULTS);
    store = opened;
    return opened.keyLog();
  }

  @AfterEach
  void close() {
    if (store != null) {
      store.close();
    }
  }
}
