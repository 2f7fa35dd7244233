package org.busel.store.embedded;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.busel.storage.BackupReport;

/// A copy of an open store in another folder, which opens as a store.
///
/// The order matters: envelopes first, then the database, so that it has every account that an envelope is for; then
/// the files, so that everything is there that the catalogue names.
final class Backup {
  /// Folders of files that are never changed once they have their name, or tell by themselves when they were copied in the
  /// middle of a change.
  private static final List<String> FOLDERS = List.of("blobs", "attachments");

  private final Path from;
  private final Path to;

  Backup(Path from, Path to) {
    this.from = from;
    this.to = to;
  }

  BackupReport write(MailboxLog mailboxes, Database database) throws IOException {
    PrivateFiles.folder(to);
    BackupReport envelopes = mailboxes.copy(to.resolve("mailboxes"));
    Path copy = to.resolve("directory.db");
    PrivateFiles.open(copy, Set.of(CREATE_NEW, WRITE)).close();
    database.copy(copy);
    long files = 0;
    for (String folder : FOLDERS) {
      if (Files.isDirectory(from.resolve(folder))) {
        files += copyTree(from.resolve(folder), to.resolve(folder));
      }
    }
    PrivateFiles.sync(to);
    return new BackupReport(envelopes.envelopes(), envelopes.unreadable(), files);
  }

  private static long copyTree(Path from, Path to) throws IOException {
    PrivateFiles.folder(to);
    long files = 0;
    try (Stream<Path> entries = Files.list(from)) {
      for (Path entry : entries.toList()) {
        Path copy = to.resolve(entry.getFileName().toString());
        if (Files.isDirectory(entry)) {
          files += copyTree(entry, copy);
        } else if (copyFile(entry, copy)) {
          files++;
        }
      }
    }
    PrivateFiles.sync(to);
    return files;
  }

  private static boolean copyFile(Path from, Path to) throws IOException {
    try (FileChannel source = FileChannel.open(from);
        FileChannel copy = PrivateFiles.open(to, Set.of(CREATE_NEW, WRITE))) {
      long size = source.size();
      for (long at = 0; at < size; ) {
        long moved = source.transferTo(at, size - at, copy);
        if (moved <= 0) {
          break; // it has become shorter
        }
        at += moved;
      }
      copy.force(true);
      return true;
    } catch (NoSuchFileException gone) {
      return false; // it was removed meanwhile
    }
  }
}
