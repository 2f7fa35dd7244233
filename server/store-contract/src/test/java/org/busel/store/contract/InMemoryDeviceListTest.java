package org.busel.store.contract;

import org.busel.directory.DirectoryStore;

final class InMemoryDeviceListTest extends DeviceListContract {
  @Override
  protected DirectoryStore emptyStore() {
    return new InMemoryRelayStore().directory();
  }
}
