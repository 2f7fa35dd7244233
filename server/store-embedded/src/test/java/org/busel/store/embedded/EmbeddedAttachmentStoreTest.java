package org.busel.store.embedded;

import java.nio.file.Path;
import org.busel.attachment.AttachmentStore;
import org.busel.mailbox.MailboxLimits;
import org.busel.store.contract.AttachmentStoreContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedAttachmentStoreTest extends AttachmentStoreContract {
  @TempDir private Path folder;
  private @Nullable EmbeddedStore store;

  @Override
  protected AttachmentStore emptyStore() {
    EmbeddedStore opened = Stores.open(folder, MailboxLimits.DEFAULTS);
    store = opened;
    return opened.attachments();
  }

  @AfterEach
  void close() {
    if (store != null) {
      store.close();
    }
  }
}
