package org.busel.store.contract;

import org.busel.directory.DirectoryStore;

final class InMemoryPrekeysTest extends PrekeyContract {
  @Override
  protected DirectoryStore emptyStore() {
    return new InMemoryRelayStore().directory();
  }
}
