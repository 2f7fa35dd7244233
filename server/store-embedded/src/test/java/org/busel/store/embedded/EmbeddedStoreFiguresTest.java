package org.busel.store.embedded;

import java.nio.file.Path;
import org.busel.storage.RelayStore;
import org.busel.store.contract.StoreFiguresContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedStoreFiguresTest extends StoreFiguresContract {
  @TempDir private Path folder;
  private @Nullable EmbeddedStore store;

  @Override
  protected RelayStore emptyStore() {
    EmbeddedStore opened = Stores.open(folder);
    store = opened;
    return opened;
  }

  @AfterEach
  void close() {
    if (store != null) {
      store.close();
    }
  }
}
