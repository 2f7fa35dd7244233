package org.busel.store;

import org.busel.catalog.BlobStore;
import org.busel.catalog.CatalogStore;
import org.busel.directory.DirectoryStore;
import org.busel.mailbox.MailboxStore;

/// Everything that one relay keeps. Safe for many threads; calls block and are made from virtual threads, never from
/// an event loop. Closing it finishes what was accepted and releases files and connections; closing twice is harmless.
public interface RelayStore extends AutoCloseable {
  /// Envelopes that wait for their devices.
  MailboxStore mailboxes();

  /// Accounts, devices, prekeys and invitations.
  DirectoryStore directory();

  /// Modules that were admitted.
  CatalogStore catalog();

  /// The bytes that modules are made of.
  BlobStore blobs();

  /// What an operator may see of it. It may look at everything that is in memory, so it is asked every few seconds and
  /// not with every message. Never waits for the disk and never fails; a closed store tells what it last knew.
  default StoreFigures figures() {
    return StoreFigures.NONE;
  }

  @Override
  void close();
}
