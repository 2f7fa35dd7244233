package org.busel.store.contract;

import org.busel.directory.DirectoryStore;

final class InMemoryDirectoryStoreTest extends DirectoryStoreContract {
  @Override
  protected DirectoryStore emptyStore() {
    return new InMemoryRelayStore().directory();
  }
}
