package org.busel.store.embedded;

import java.nio.file.Path;
import org.busel.catalog.CatalogStore;
import org.busel.mailbox.MailboxLimits;
import org.busel.store.contract.CatalogStoreContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedCatalogStoreTest extends CatalogStoreContract {
  @TempDir private Path folder;
  private @Nullable EmbeddedStore store;

  @Override
  protected CatalogStore emptyStore() {
    EmbeddedStore opened = Stores.open(folder, MailboxLimits.DEFAULTS);
    store = opened;
    return opened.catalog();
  }

  @AfterEach
  void close() {
    if (store != null) {
      store.close();
    }
  }
}
