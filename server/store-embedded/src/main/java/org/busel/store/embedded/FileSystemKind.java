package org.busel.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether overwriting overwrites. A file system that writes every change elsewhere keeps what stood there before until it
/// needs the room.
final class FileSystemKind {
  private static final Logger log = LoggerFactory.getLogger(FileSystemKind.class);

  private static final Set<String> WRITES_ELSEWHERE =
      Set.of("apfs", "bcachefs", "btrfs", "f2fs", "nilfs2", "zfs");

  private FileSystemKind() {}

  /// Says so once, at open, if what is gone from this folder can be read for longer than it should.
  static void check(Path folder) throws IOException {
    String type = Files.getFileStore(folder).type();
    if (writesElsewhere(type)) {
      log.warn(
          "the store lies on {}, which keeps what was overwritten; choose ext4 or XFS, encrypted",
          type);
    }
  }

  /// @param type as the system calls it
  static boolean writesElsewhere(String type) {
    return WRITES_ELSEWHERE.contains(type.toLowerCase(Locale.ROOT));
  }
}
