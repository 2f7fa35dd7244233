package org.busel.store.contract;

import org.busel.storage.RelayStore;

final class InMemoryStoreFiguresTest extends StoreFiguresContract {
  @Override
  protected RelayStore emptyStore() {
    return new InMemoryRelayStore();
  }
}
