package org.busel.relay.doctor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/// Whether the disk has room, and how long it takes to make something durable: that is how long a sender waits.
public final class DiskCheck {
  private static final int WRITES = 15;
  private static final int BLOCK = 4096;
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration SLOW = Duration.ofMillis(30);
  private static final Duration TOO_SLOW = Duration.ofMillis(250);

  private DiskCheck() {}

  /// Whether there is room.
  ///
  /// @param needed below which the relay registers nobody
  public static Finding space(Path folder, long needed) {
    String name = "disk space";
    try {
      long free = Files.getFileStore(nearest(folder)).getUsableSpace();
      String says = mib(free) + " free";
      String hint = "make room, or move the folder to a larger disk: ops/runbooks/disk-full.md";
      if (free < needed) {
        return Finding.ill(name, says + ", so nobody can register", hint);
      }
      return free < 2 * needed
          ? Finding.warning(name, says + ", registrations stop at " + mib(needed), hint)
          : Finding.well(name, says);
    } catch (IOException unreadable) {
      return Finding.warning(name, "cannot be read", "check whether the disk is there");
    }
  }

  /// How long a write takes until it is durable, by a small file that is removed again.
  public static Finding sync(Path folder) {
    String name = "disk sync";
    Path file = nearest(folder).resolve("doctor.tmp");
    try (FileChannel channel =
        FileChannel.open(
            file,
            java.util.Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      long[] took = new long[WRITES];
      long until = System.nanoTime() + PATIENCE.toNanos();
      int writes = 0;
      while (writes < WRITES && System.nanoTime() < until) {
        long start = System.nanoTime();
        int _ = channel.write(ByteBuffer.allocate(BLOCK), 0);
        channel.force(false);
        took[writes++] = System.nanoTime() - start;
      }
      Arrays.sort(took, 0, writes);
      return judged(name, Duration.ofNanos(took[writes / 2]));
    } catch (IOException refused) {
      return Finding.ill(
          name,
          "a file cannot be written and synced",
          "check whether the disk is full or read-only");
    }
  }

  static Finding judged(String name, Duration median) {
    String says =
        String.format(Locale.ROOT, "%.1f ms until a write is durable", median.toNanos() / 1e6);
    String hint =
        "put the folder on a local disk with a cache that survives power loss, not on a network";
    if (median.compareTo(TOO_SLOW) >= 0) {
      return Finding.ill(name, says, hint);
    }
    return median.compareTo(SLOW) >= 0
        ? Finding.warning(name, says, hint)
        : Finding.well(name, says);
  }

  private static Path nearest(Path folder) {
    Path there = folder.toAbsolutePath();
    while (!Files.isDirectory(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return there;
  }

  private static String mib(long bytes) {
    return (bytes >> 20) + " MiB";
  }
}
