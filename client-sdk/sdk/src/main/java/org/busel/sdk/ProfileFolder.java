package org.busel.sdk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/// A profile's folder while this process has it to itself.
///
/// `profile.lock` is what processes lock, `vault` holds the keys, `attachments` sealed files, `store` everything else.
/// The lock goes with the process, however it ends.
final class ProfileFolder implements AutoCloseable {
  private final Path folder;
  private final FileChannel channel;

  private ProfileFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /// Takes the folder, which must exist.
  ///
  /// @return nothing if another process, or another device of this one, has it
  static Optional<ProfileFolder> take(Path folder) {
    try {
      FileChannel channel =
          FileChannel.open(
              folder.resolve("profile.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (tryLock(channel)) {
        return Optional.of(new ProfileFolder(folder, channel));
      }
      channel.close();
      return Optional.empty();
    } catch (IOException e) {
      throw new BuselException("locking the profile folder", e);
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /// Makes the folder, readable by its owner only where the file system knows such a thing.
  static void make(Path folder) {
    try {
      if (Files.isDirectory(folder)) {
        return;
      }
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new BuselException("making the profile folder", e);
    }
  }

  /// Wrong passphrases in a row.
  WrongTries tries() {
    return new WrongTries(channel);
  }

  /// Destroys everything in the folder.
  void wipe() {
    Wiping.run(folder);
  }

  /// Whether the keys are no longer there.
  boolean isWiped() {
    return !hasVault(folder);
  }

  Path vault() {
    return folder.resolve("vault");
  }

  Path store() {
    return folder.resolve("store");
  }

  /// Where sealed attachments lie.
  Path attachments() {
    return folder.resolve("attachments");
  }

  static boolean hasVault(Path folder) {
    return Files.exists(folder.resolve("vault"));
  }

  /// Removes a profile that never came to be.
  void clear() {
    try {
      for (Path file : List.of(vault(), store())) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new BuselException("removing half a profile", e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new BuselException("unlocking the profile folder", e);
    }
  }
}
