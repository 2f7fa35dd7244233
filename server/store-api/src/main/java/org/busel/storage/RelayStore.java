package org.busel.storage;

import java.nio.file.Path;
import java.util.Optional;
import org.busel.attachment.AttachmentStore;
import org.busel.catalog.BlobStore;
import org.busel.catalog.CatalogStore;
import org.busel.directory.DirectoryStore;
import org.busel.keylog.KeyLogStore;
import org.busel.mailbox.MailboxStore;

/// Everything that one relay keeps. Safe for many threads; calls block and are made from virtual threads, never from
/// an event loop. Closing it finishes what was accepted and releases files and connections; closing twice is harmless.
public interface RelayStore extends AutoCloseable {
  /// Envelopes that wait for their devices.
  MailboxStore mailboxes();

  /// Accounts, devices, prekeys and invitations.
  DirectoryStore directory();

  /// What the key log is made of.
  KeyLogStore keyLog();

  /// Modules that were admitted.
  CatalogStore catalog();

  /// The bytes that modules are made of.
  BlobStore blobs();

  /// What an operator may see of it. It may look at everything that is in memory, so it is asked every few seconds and
  /// not with every message. Never waits for the disk and never fails; a closed store tells what it last knew.
  default StoreFigures figures() {
    return StoreFigures.NONE;
  }

  /// Writes a copy of everything into `folder`, which is made, while the store is used as ever. Everything that was
  /// accepted before the call is in it, unless it was acknowledged meanwhile; nothing that is gone is. One-time prekeys
  /// and unused invitations are left out: after the copy was made they may be used, and must not be good once more.
  ///
  /// Takes as long as copying takes, and may fail in the middle; what it has written by then is of no use.
  ///
  /// @param folder for its owner only, which must not exist yet
  /// @return what is in it, or nothing if this store keeps nothing on a disk of its own
  /// @throws org.busel.store.StoreUnavailableException if a disk refuses
  default Optional<BackupReport> backup(Path folder) {
    return Optional.empty();
  }

  /// Reads everything and compares it with its checksums, while the store is used as ever.
  ///
  /// @return what was found, or nothing if this store keeps nothing on a disk of its own
  /// @throws org.busel.store.StoreUnavailableException if a disk refuses
  default Optional<Verification> verify() {
    return Optional.empty();
  }

  /// Sealed attachments.
  AttachmentStore attachments();

  @Override
  void close();
}
