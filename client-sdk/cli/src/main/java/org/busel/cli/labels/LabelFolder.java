package org.busel.cli.labels;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.busel.keys.Argon2Cost;
import org.busel.keys.Passphrase;
import org.busel.keys.Secret;
import org.busel.keys.SecretLabel;
import org.busel.keys.UnlockOutcome;
import org.busel.keys.Vault;

/// The folder of a newsroom's labels: `vault` holds the key, `labels` and `model` are sealed under it, `lock` is what
/// processes lock.
public final class LabelFolder {
  private static final int KEY_BYTES = 32;

  private final Path folder;

  public LabelFolder(Path folder) {
    this.folder = folder;
  }

  /// What became of opening it.
  public sealed interface Opening {
    /// Open; the caller closes it.
    record Open(LabelBook book) implements Opening {}

    record WrongPassphrase() implements Opening {}

    /// There are no labels here yet.
    record NoLabels() implements Opening {}

    /// Another process has the folder.
    record InUse() implements Opening {}

    /// Bytes are missing or changed; only a copy of the folder helps.
    record Damaged() implements Opening {}

    /// A newer busel has written it.
    record TooNew() implements Opening {}
  }

  public Path path() {
    return folder;
  }

  /// Whether labels were ever put here.
  public boolean exists() {
    return Files.exists(folder.resolve("vault"));
  }

  /// Makes an empty book.
  ///
  /// @param cost of one try of the passphrase
  /// @throws org.busel.keys.VaultException if it cannot be written
  public Opening create(Passphrase passphrase, Argon2Cost cost) {
    make();
    Optional<FileChannel> lock = lock();
    if (lock.isEmpty()) {
      return new Opening.InUse();
    }
    Path unfinished = folder.resolve("vault.unfinished");
    try {
      Files.deleteIfExists(unfinished); // left by a crash
      try (Vault vault = Vault.create(unfinished, passphrase, cost);
          Secret key = Secret.random(SecretLabel.OWN_LABELS, KEY_BYTES, new SecureRandom())) {
        vault.put(key);
        vault.save();
      }
      Files.move(unfinished, folder.resolve("vault"), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      close(lock.get());
      throw new UncheckedIOException("the folder of labels cannot be made", e);
    }
    return unlocked(passphrase, lock.get());
  }

  /// Opens the book.
  ///
  /// @throws org.busel.keys.VaultException if it cannot be read
  public Opening open(Passphrase passphrase) {
    if (!exists()) {
      return new Opening.NoLabels();
    }
    Optional<FileChannel> lock = lock();
    return lock.isEmpty() ? new Opening.InUse() : unlocked(passphrase, lock.get());
  }

  private Opening unlocked(Passphrase passphrase, FileChannel lock) {
    Opening opening = new Opening.Damaged();
    try {
      opening =
          switch (Vault.unlock(folder.resolve("vault"), passphrase)) {
            case UnlockOutcome.Unlocked(Vault vault) -> {
              try (vault) {
                yield vault
                    .secret(SecretLabel.OWN_LABELS)
                    .map(key -> LabelBook.open(folder, key, lock))
                    .orElseGet(Opening.Damaged::new);
              }
            }
            case UnlockOutcome.WrongPassphrase _ -> new Opening.WrongPassphrase();
            case UnlockOutcome.NoVault _ -> new Opening.NoLabels();
            case UnlockOutcome.NotAVault _, UnlockOutcome.Damaged _ -> new Opening.Damaged();
            case UnlockOutcome.NewerVersion _ -> new Opening.TooNew();
          };
      return opening;
    } finally {
      if (!(opening instanceof Opening.Open)) {
        close(lock);
      }
    }
  }

  /// Removes labels, own model and key. Without the key, copies of the files elsewhere open no more than without the
  /// passphrase; copies of the key open them still.
  ///
  /// @return false if another process has the folder
  public boolean forget() {
    Optional<FileChannel> lock = lock();
    if (lock.isEmpty()) {
      return false;
    }
    try (FileChannel held = lock.get()) {
      // The key goes first: what a crash leaves behind then opens no more.
      for (String name : List.of("vault", "vault.unfinished", "labels", "model", "lock")) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.deleteIfExists(folder);
      return held.isOpen();
    } catch (IOException e) {
      throw new UncheckedIOException("the labels cannot be removed", e);
    }
  }

  private void make() {
    try {
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of labels cannot be made", e);
    }
  }

  private Optional<FileChannel> lock() {
    try {
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (locked(channel)) {
        return Optional.of(channel);
      }
      channel.close();
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of labels cannot be locked", e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  static void close(FileChannel lock) {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of labels cannot be unlocked", e);
    }
  }
}
