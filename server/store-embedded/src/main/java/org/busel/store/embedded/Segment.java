package org.busel.store.embedded;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// One file of the mailbox log: a head of [#HEAD_BYTES] bytes, then records.
///
/// ```
///  0 long magic       "BUSELLOG"
///  8 int  version     of the format
/// 12 int  checksum    CRC32C of magic, version and what follows
/// 16 long number      rises from segment to segment
/// 24 long salt        random, new each time the file is used
/// 32 long sequence    higher than every sequence of earlier segments
/// ```
///
/// Written by the log's writer thread alone; read by any thread.
final class Segment implements Closeable {
  static final int HEAD_BYTES = 40;

  private static final long MAGIC = 0x425553454C4C4F47L;
  private static final int VERSION = 1;

  private final Path file;
  private final long number;
  private final long salt;
  private final int bytes;
  private final Disk disk;
  private final FileChannel writing; // nobody interrupts the writer thread, so it stays open
  private @Nullable FileChannel reading; // guarded by this
  private boolean closed; // guarded by this
  private final AtomicInteger live = new AtomicInteger();
  private final AtomicLong liveBytes = new AtomicLong();

  /// @param bytes length of the file
  Segment(Path file, long number, long salt, int bytes, Disk disk) throws IOException {
    this.file = file;
    this.number = number;
    this.salt = salt;
    this.bytes = bytes;
    this.disk = disk;
    this.writing = FileChannel.open(file, READ, WRITE);
  }

  /// The head of a segment.
  ///
  /// @param sequence higher than every sequence of earlier segments
  record Head(long number, long salt, long sequence) {
    ByteBuffer bytes() {
      ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
      head.putLong(MAGIC).putInt(VERSION).putInt(0);
      head.putLong(number).putLong(salt).putLong(sequence);
      return head.putInt(12, checksum(head)).flip();
    }

    /// Reads what stands at the beginning of `from`; nothing if it is harmed.
    ///
    /// @throws IOException if a newer version wrote it
    static @Nullable Head of(ByteBuffer from) throws IOException {
      if (from.limit() < HEAD_BYTES
          || from.getLong(0) != MAGIC
          || from.getInt(12) != checksum(from)) {
        return null;
      }
      if (from.getInt(8) != VERSION) {
        throw new IOException("mailbox log has format version " + from.getInt(8));
      }
      return new Head(from.getLong(16), from.getLong(24), from.getLong(32));
    }

    private static int checksum(ByteBuffer head) {
      CRC32C crc = new CRC32C();
      crc.update(head.slice(0, 12));
      crc.update(head.slice(16, HEAD_BYTES - 16));
      return (int) crc.getValue();
    }
  }

  Path file() {
    return file;
  }

  long number() {
    return number;
  }

  long salt() {
    return salt;
  }

  int bytes() {
    return bytes;
  }

  /// Writes all of `records` from byte `at` on. Not durable before [#force].
  void write(ByteBuffer records, int at) throws IOException {
    long to = at;
    while (records.hasRemaining()) {
      to += writing.write(records, to);
    }
  }

  /// Makes durable what was written. The length of the file never changes, so there is nothing else to sync.
  void force() throws IOException {
    disk.sync(writing);
  }

  /// The whole file, to be read until `arena` is closed.
  ByteBuffer map(Arena arena) throws IOException {
    return writing.map(FileChannel.MapMode.READ_ONLY, 0, writing.size(), arena).asByteBuffer();
  }

  /// Reads up to `length` bytes; fewer at the end of the file, and none once the segment is closed.
  ByteBuffer read(int at, int length) throws IOException {
    ByteBuffer into = ByteBuffer.allocate(length);
    while (true) {
      FileChannel channel = reader();
      if (channel == null) {
        return into.clear().limit(0);
      }
      try {
        int read = 0;
        while (into.hasRemaining() && read >= 0) {
          read = channel.read(into, (long) at + into.position());
        }
        return into.flip();
      } catch (ClosedByInterruptException e) {
        throw e;
      } catch (ClosedChannelException e) {
        // An interrupt of another thread that was reading has closed the channel for all of us.
        into.clear();
      }
    }
  }

  private synchronized @Nullable FileChannel reader() throws IOException {
    if (closed) {
      return null;
    }
    if (reading == null || !reading.isOpen()) {
      reading = FileChannel.open(file, READ);
    }
    return reading;
  }

  /// Counts an envelope that waits in this segment.
  void add(int contentBytes) {
    live.incrementAndGet();
    liveBytes.addAndGet(contentBytes);
  }

  /// Counts an envelope out that waited in this segment.
  void remove(int contentBytes) {
    live.decrementAndGet();
    liveBytes.addAndGet(-contentBytes);
  }

  /// How many envelopes wait in this segment.
  int live() {
    return live.get();
  }

  /// Sum of the contents of the envelopes that wait in this segment.
  long liveBytes() {
    return liveBytes.get();
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    if (reading != null) {
      reading.close();
    }
    writing.close();
  }
}
