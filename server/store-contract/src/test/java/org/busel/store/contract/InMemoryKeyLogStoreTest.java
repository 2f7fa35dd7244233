package org.busel.store.contract;

import org.busel.keylog.KeyLogStore;

class InMemoryKeyLogStoreTest extends KeyLogStoreContract {
  @Override
  protected KeyLogStore emptyStore() {
    return new InMemoryKeyLogStore();
  }
}
