package org.busel.relay.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Who may read the relay's folder, and what its files say about the clock.
public final class FolderCheck {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final List<String> SECRETS =
      List.of("relay-keys", "tls/ca-key.pem", "tls/server-key.pem", "control.sock");
  private static final Set<PosixFilePermission> OWNER =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private FolderCheck() {}

  /// Whether nobody but its owner can read what is in it, and this very user can.
  public static Finding permissions(Path folder) {
    String name = "folder";
    try {
      if (!Files.exists(folder)) {
        return Finding.well(name, "is not there yet; the first start makes it");
      }
      if (!Files.isDirectory(folder) || !Files.isReadable(folder) || !Files.isWritable(folder)) {
        return Finding.ill(
            name,
            "cannot be read and written by this user",
            "run as the user that owns it: " + Files.getOwner(folder).getName());
      }
      List<Path> open =
          Stream.concat(Stream.of(folder), SECRETS.stream().map(folder::resolve))
              .filter(Files::exists)
              .filter(path -> !OWNER.containsAll(permissionsOf(path)))
              .toList();
      return open.isEmpty()
          ? Finding.well(name, "is for its owner only")
          : Finding.ill(
              name,
              open.getFirst() + " can be reached by others than its owner",
              "run: chmod go-rwx " + open.getFirst());
    } catch (IOException | UncheckedIOException unreadable) {
      return Finding.ill(name, "cannot be looked at", "check who owns it");
    }
  }

  /// Whether the clock is behind what it was when the files were written; nothing but files is asked.
  ///
  /// @param notBefore from when the relay's certificate is valid, if there is one
  public static Finding clock(Path folder, Optional<Instant> notBefore, Instant now) {
    String name = "clock";
    String hint = "set the clock, and let a time service keep it: timedatectl set-ntp true";
    if (notBefore.isPresent() && now.plus(TOLERANCE).isBefore(notBefore.get())) {
      return Finding.ill(name, "is behind the start of the certificate", hint);
    }
    try (Stream<Path> files =
        Files.isDirectory(folder) ? Files.walk(folder, 3) : Stream.<Path>empty()) {
      Optional<Instant> newest =
          files.map(FolderCheck::changedAt).map(FileTime::toInstant).max(Instant::compareTo);
      if (newest.isPresent() && now.plus(TOLERANCE).isBefore(newest.get())) {
        return Finding.ill(name, "is behind the newest of the relay's own files", hint);
      }
      return Finding.well(name, "is not behind any file of the relay");
    } catch (IOException | UncheckedIOException unreadable) {
      return Finding.warning(
          name, "cannot be compared with the relay's files", "check who owns them");
    }
  }

  private static Set<PosixFilePermission> permissionsOf(Path path) {
    try {
      return Files.getPosixFilePermissions(path);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private static FileTime changedAt(Path path) {
    try {
      return Files.getLastModifiedTime(path);
    } catch (IOException goneMeanwhile) {
      return FileTime.fromMillis(0);
    }
  }
}
