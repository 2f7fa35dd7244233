package org.busel.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.HdrHistogram.Histogram;

/// How long this disk takes, in this minute, to make one small write durable: what every accepted message waits for at
/// least.
public final class DiskSync {
  private static final int WRITES = 200;
  private static final int BYTES = 4_096;

  private DiskSync() {}

  /// Median in microseconds, of writes over a file that has its full length already.
  public static long medianMicros(Path folder) {
    Path file = folder.resolve("sync.tmp");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer block = ByteBuffer.allocate(BYTES);
      for (int i = 0; i < WRITES; i++) {
        write(channel, block, i);
      }
      channel.force(true);
      Histogram micros = new Histogram(3);
      for (int i = 0; i < WRITES; i++) {
        long startedAt = System.nanoTime();
        write(channel, block, i);
        channel.force(false);
        micros.recordValue((System.nanoTime() - startedAt) / 1_000);
      }
      Files.delete(file);
      return micros.getValueAtPercentile(50);
    } catch (IOException e) {
      throw new LoadException("cannot measure the disk", e);
    }
  }

  private static void write(FileChannel channel, ByteBuffer block, int index) throws IOException {
    block.clear();
    if (channel.write(block, (long) index * BYTES) != BYTES) {
      throw new IOException("short write");
    }
  }
}
