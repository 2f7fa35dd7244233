package org.busel.store.embedded;

import java.nio.file.Path;
import org.busel.mailbox.MailboxLimits;
import org.busel.mailbox.MailboxStore;
import org.busel.store.contract.MailboxStoreContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedMailboxStoreTest extends MailboxStoreContract {
  @TempDir private Path folder;
  private @Nullable EmbeddedStore store;

  @Override
  protected MailboxStore emptyStore(MailboxLimits limits) {
    EmbeddedStore opened = Stores.open(folder, limits);
    store = opened;
    return opened.mailboxes();
  }

  @AfterEach
  void close() {
    if (store != null) {
      store.close();
    }
  }
}
