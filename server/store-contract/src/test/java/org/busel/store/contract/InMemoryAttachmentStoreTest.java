package org.busel.store.contract;

import org.busel.attachment.AttachmentStore;

class InMemoryAttachmentStoreTest extends AttachmentStoreContract {
  @Override
  protected AttachmentStore emptyStore() {
    return new InMemoryAttachmentStore();
  }
}
