package org.busel.store.embedded;

import java.nio.file.Path;
import org.busel.catalog.BlobStore;
import org.busel.mailbox.MailboxLimits;
import org.busel.store.contract.BlobStoreContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedBlobStoreTest extends BlobStoreContract {
  @TempDir private Path folder;
  private @Nullable EmbeddedStore store;

  @Override
  protected BlobStore emptyStore() {
    EmbeddedStore opened = Stores.open(folder, MailboxLimits.DEFAULTS);
    store = opened;
    return opened.blobs();
  }

  @AfterEach
  void close() {
    if (store != null) {
      store.close();
    }
  }
}
