package org.busel.store.embedded;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.busel.attachment.AttachmentStore;
import org.busel.catalog.BlobStore;
import org.busel.catalog.CatalogStore;
import org.busel.directory.DirectoryStore;
import org.busel.keylog.KeyLogStore;
import org.busel.mailbox.MailboxLimits;
import org.busel.mailbox.MailboxStore;
import org.busel.storage.BackupReport;
import org.busel.storage.RelayStore;
import org.busel.storage.StoreFigures;
import org.busel.store.StoreUnavailableException;
import org.busel.storage.Verification;

/// Everything that a relay keeps, in one folder:
///
/// ```
/// lock         held while the store is open
/// mailboxes/   the mailbox log
/// directory.db accounts, devices, prekeys, invitations and the catalogue, in SQLite
/// blobs/       chunks and manifests, one file each
/// attachments/ sealed attachments, one file each
/// ```
///
/// `STORE.md` fixes the formats. The folder may be copied while the store is closed. It opens after a crash at any
/// moment.
public final class EmbeddedStore implements RelayStore {
  private final Path folder;
  private final FileChannel lock;
  private final MailboxLog mailboxes;
  private final Database database;
  private final DirectoryStore directory;
  private final KeyLogStore keyLog;
  private final CatalogStore catalog;
  private final FileBlobStore blobs;
  private final FileAttachmentStore attachments;

  /// What lies in files of its own.
  private record Files(FileBlobStore blobs, FileAttachmentStore attachments) {}

  private EmbeddedStore(
      Path folder,
      FileChannel lock,
      MailboxLog mailboxes,
      Database database,
      Files files) {
    this.folder = folder;
    this.lock = lock;
    this.mailboxes = mailboxes;
    this.database = database;
    this.directory = new SqliteDirectoryStore(database);
    this.keyLog = new SqliteKeyLogStore(database);
    this.catalog = new SqliteCatalogStore(database);
    this.blobs = files.blobs();
    this.attachments = files.attachments();
  }

  /// How the store uses its disk.
  ///
  /// @param limits how much one mailbox holds
  /// @param segmentBytes length of a file of the mailbox log, 512 KiB to 128 MiB, a multiple of 8; the log takes at
  ///     least one such file, and a few more than what waits in it would fill
  public record Settings(MailboxLimits limits, int segmentBytes) {
    /// The usual limits, and segments of 32 MiB.
    public static final Settings DEFAULTS = new Settings(MailboxLimits.DEFAULTS, 32 << 20);

    public Settings {
      if (segmentBytes < 512 << 10
          || segmentBytes > Place.MAX_SEGMENT_BYTES
          || segmentBytes % 8 != 0) {
        throw new IllegalArgumentException("segments of " + segmentBytes + " bytes");
      }
    }
  }

  /// Opens the store in `folder`, making it if it is not there, with the usual settings but for `limits`.
  ///
  /// @throws StoreInUseException if it is open already
  /// @throws StoreUnavailableException if the disk refuses, or a newer version has written the folder
  public static EmbeddedStore open(Path folder, MailboxLimits limits) {
    return open(folder, new Settings(limits, Settings.DEFAULTS.segmentBytes()));
  }

  /// Opens the store in `folder`, making it if it is not there.
  ///
  /// @throws StoreInUseException if it is open already
  /// @throws StoreUnavailableException if the disk refuses, or a newer version has written the folder
  public static EmbeddedStore open(Path folder, Settings settings) {
    return open(folder, settings, Disk.REAL);
  }

  static EmbeddedStore open(Path folder, Settings settings, Disk disk) {
    return open(folder, settings, disk, System::nanoTime);
  }

  static EmbeddedStore open(Path folder, Settings settings, Disk disk, LongSupplier nanos) {
    try {
      PrivateFiles.folder(folder);
      FileChannel lock = lock(folder.resolve("lock"));
      try {
        Database database = Database.open(folder.resolve("directory.db"));
        try {
          FileBlobStore blobs = FileBlobStore.open(folder.resolve("blobs"));
          FileAttachmentStore attachments =
              FileAttachmentStore.open(folder.resolve("attachments"), database);
          MailboxLog mailboxes =
              MailboxLog.open(
                  folder.resolve("mailboxes"),
                  settings,
                  new Surroundings(disk, nanos, database::wipe));
          return new EmbeddedStore(
              folder, lock, mailboxes, database, new Files(blobs, attachments));
        } catch (IOException | RuntimeException e) {
          database.close();
          throw e;
        }
      } catch (IOException | RuntimeException | SQLException e) {
        lock.close();
        throw e;
      }
    } catch (IOException | SQLException e) {
      throw new StoreUnavailableException("opening the store", e);
    }
  }

  private static FileChannel lock(Path file) throws IOException {
    FileChannel channel = PrivateFiles.open(file, Set.of(CREATE, WRITE));
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // This very process has it open.
    }
    channel.close();
    throw new StoreInUseException();
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
  public Optional<BackupReport> backup(Path to) {
    try {
      return Optional.of(new Backup(folder, to).write(mailboxes, database));
    } catch (IOException e) {
      throw new StoreUnavailableException("writing a backup", e);
    }
  }

  @Override
  public Optional<Verification> verify() {
    Verification found = mailboxes.verify();
    List<String> harmed = new ArrayList<>(found.harmed());
    try {
      long files = blobs.verify(harmed::add) + attachments.verify(harmed::add);
      if (!database.isWhole()) {
        harmed.add("directory.db");
      }
      return Optional.of(new Verification(found.envelopes(), found.mailboxes(), files, harmed));
    } catch (IOException e) {
      throw new StoreUnavailableException("verifying the store", e);
    }
  }

  @Override
  public AttachmentStore attachments() {
    return attachments;
  }

  /// What of the mailbox log turned out to be unreadable. Empty unless the disk has harmed it.
  public List<Damage> damages() {
    return mailboxes.damages();
  }

  @Override
  public void close() {
    try {
      try (lock;
          database) {
        mailboxes.close();
      }
    } catch (IOException | SQLException e) {
      throw new StoreUnavailableException("closing the store", e);
    }
  }
}
