package org.busel.store.contract;

import org.busel.catalog.BlobStore;

final class InMemoryBlobStoreTest extends BlobStoreContract {
  @Override
  protected BlobStore emptyStore() {
    return new InMemoryRelayStore().blobs();
  }
}
