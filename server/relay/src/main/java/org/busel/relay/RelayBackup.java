package org.busel.relay;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.busel.storage.BackupReport;
import org.busel.storage.RelayStore;

/// A relay's folder in another place: its store, keys, certificates and configuration. Folders are 0700, files 0600.
///
/// A copy is made under a name that begins with a dot and gets its own name when it is whole and durable; so what has that
/// name can be restored.
final class RelayBackup {
  private static final String STORE = "store";
  private static final String UNFINISHED = ".busel-unfinished-";

  /// Of this process only.
  private static final Set<String> LEFT_OUT = Set.of(STORE, "relay.lock", "control.sock");

  /// Without these a folder is no backup.
  private static final List<String> NEEDED =
      List.of("relay-keys", STORE + "/directory.db", STORE + "/mailboxes");

  private static final FileAttribute<?> FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<?> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private RelayBackup() {}

  /// Something that writes a copy into a folder that is there.
  private interface Writing<T> {
    T into(Path folder) throws IOException;
  }

  /// Writes a backup of the relay in `from`, whose `store` may be in use.
  ///
  /// @param to must not be there, or be an empty folder
  /// @throws IllegalArgumentException if it cannot be made there; the message says why
  /// @throws UncheckedIOException if a disk refuses
  static BackupReport write(Path from, RelayStore store, Path to) {
    if (to.toAbsolutePath().normalize().startsWith(from.toAbsolutePath().normalize())) {
      throw new IllegalArgumentException("a backup within the relay's own folder is none");
    }
    return whole(
        to,
        unfinished -> {
          BackupReport report =
              store
                  .backup(unfinished.resolve(STORE))
                  .orElseThrow(() -> new IllegalArgumentException("its store is not on this disk"));
          copyTree(from, unfinished, LEFT_OUT);
          return report;
        });
  }

  /// Makes a relay's folder of a backup.
  ///
  /// @param to must not be there, or be an empty folder
  /// @throws IllegalArgumentException if `from` is no backup, or `to` is in use; the message says which
  /// @throws UncheckedIOException if a disk refuses
  static void restore(Path from, Path to) {
    for (String needed : NEEDED) {
      if (!Files.exists(from.resolve(needed))) {
        throw new IllegalArgumentException(from + " is no backup of a relay: it has no " + needed);
      }
    }
    boolean _ =
        whole(
            to,
            unfinished -> {
              copyTree(from, unfinished, Set.of());
              return true;
            });
  }

  private static <T> T whole(Path to, Writing<T> writing) {
    Path above = to.toAbsolutePath().getParent();
    try {
      if (above == null || (Files.exists(to) && !isEmptyFolder(to))) {
        throw new IllegalArgumentException(to + " is there already and not empty");
      }
      Files.createDirectories(above);
      Path unfinished = Files.createTempDirectory(above, UNFINISHED, FOLDER);
      try {
        T result = writing.into(unfinished);
        boolean _ = Files.deleteIfExists(to);
        Files.move(unfinished, to);
        sync(above);
        return result;
      } catch (IOException | RuntimeException failed) {
        delete(unfinished);
        throw failed;
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("the copy cannot be written", failed);
    }
  }

  private static boolean isEmptyFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  private static void copyTree(Path from, Path to, Set<String> leftOut) throws IOException {
    if (!Files.exists(to)) {
      Path _ = Files.createDirectory(to, FOLDER);
    }
    try (Stream<Path> entries = Files.list(from)) {
      for (Path entry : entries.toList()) {
        String name = entry.getFileName().toString();
        if (leftOut.contains(name)) {
          continue;
        }
        if (Files.isDirectory(entry)) {
          copyTree(entry, to.resolve(name), Set.of());
        } else if (Files.isRegularFile(entry)) {
          copyFile(entry, to.resolve(name));
        }
      }
    }
    sync(to);
  }

  private static void copyFile(Path from, Path to) throws IOException {
    try (FileChannel source = FileChannel.open(from);
        FileChannel copy = FileChannel.open(to, Set.of(CREATE_NEW, WRITE), FILE)) {
      for (long at = 0; at < source.size(); ) {
        at += source.transferTo(at, source.size() - at, copy);
      }
      copy.force(true);
    }
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder)) {
      channel.force(true);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
