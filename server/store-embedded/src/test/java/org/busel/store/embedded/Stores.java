package org.busel.store.embedded;

import java.nio.file.Path;
import org.busel.mailbox.MailboxLimits;

/// Opens stores with segments so small that tests come to their ends.
final class Stores {
  static final int SEGMENT_BYTES = 512 << 10;

  private Stores() {}

  static EmbeddedStore open(Path folder) {
    return open(folder, MailboxLimits.DEFAULTS);
  }

  static EmbeddedStore open(Path folder, MailboxLimits limits) {
    return EmbeddedStore.open(folder, settings(limits));
  }

  static EmbeddedStore.Settings settings(MailboxLimits limits) {
    return new EmbeddedStore.Settings(limits, SEGMENT_BYTES);
  }
}
