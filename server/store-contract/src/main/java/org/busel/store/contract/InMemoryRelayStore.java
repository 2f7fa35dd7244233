package org.busel.store.contract;

import org.busel.attachment.AttachmentStore;
import org.busel.catalog.BlobStore;
import org.busel.catalog.CatalogStore;
import org.busel.directory.DirectoryStore;
import org.busel.keylog.KeyLogStore;
import org.busel.mailbox.MailboxLimits;
import org.busel.mailbox.MailboxStore;
import org.busel.storage.RelayStore;
import org.busel.storage.StoreFigures;

/// A store that forgets everything when the process ends: for tests, and for measuring a relay with storage off.
///
/// It passes the same contracts as every other store, but of course "durable" holds only as long as the process does.
/// Closing it does nothing; what was kept can still be read, as by a relay that is started again.
public final class InMemoryRelayStore implements RelayStore {
  private final InMemoryMailboxStore mailboxes;
  private final DirectoryStore directory = new InMemoryDirectoryStore();
  private final KeyLogStore keyLog = new InMemoryKeyLogStore();
  private final CatalogStore catalog = new InMemoryCatalogStore();
  private final BlobStore blobs = new InMemoryBlobStore();
  private final AttachmentStore attachments = new InMemoryAttachmentStore();

  /// An empty store with the usual limits.
  public InMemoryRelayStore() {
    this(MailboxLimits.DEFAULTS);
  }

  /// An empty store whose mailboxes hold as much as `limits` says.
  public InMemoryRelayStore(MailboxLimits limits) {
    mailboxes = new InMemoryMailboxStore(limits);
  }

  @Override
  public MailboxStore mailboxes() {
    return mailboxes;
  }

  @Override
  public DirectoryStore directory() {
    return directory;
  }

  @Override
  public KeyLogStore keyLog() {
    return keyLog;
  }

  @Override
  public CatalogStore catalog() {
    return catalog;
  }

  @Override
  public BlobStore blobs() {
    return blobs;
  }

  @Override
  public StoreFigures figures() {
    return mailboxes.figures();
  }

  @Override
  public AttachmentStore attachments() {
    return attachments;
  }

  @Override
  public void close() {}
}
