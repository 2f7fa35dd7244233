package org.busel.store.contract;

import org.busel.catalog.CatalogStore;

final class InMemoryCatalogStoreTest extends CatalogStoreContract {
  @Override
  protected CatalogStore emptyStore() {
    return new InMemoryRelayStore().catalog();
  }
}
