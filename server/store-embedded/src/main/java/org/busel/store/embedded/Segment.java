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
import org.busel.store.StoreUnavailableException;
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
/// 40 long oldest      number of the oldest segment that was there when this one was begun
/// ```
///
/// Records are written by the log's writer thread alone and erased by [Eraser]; any thread reads.
final class Segment implements Closeable {
  static final int HEAD_BYTES = 48;

  private static final long MAGIC = 0x425553454C4C4F47L;
  private static final int VERSION = 2;
  private static final int VERSION_1_HEAD_BYTES = 40;

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
  private final AtomicLong goneBytes = new AtomicLong();
  private volatile boolean changed; // set whenever something in it has gone, taken by the eraser
  private volatile int
      settled; // up to here every record is in the index or has left it; of the writer
  private volatile boolean left; // set by the writer when it writes no more into it
  private volatile boolean
      remains; // whether an earlier use may show behind the last record; of the eraser once left

  /// @param bytes length of the file
  /// @param remains whether an earlier use of the file may show behind its last record
  Segment(Path file, long number, long salt, int bytes, boolean remains, Disk disk)
      throws IOException {
    this.file = file;
    this.number = number;
    this.salt = salt;
    this.bytes = bytes;
    this.remains = remains;
    this.disk = disk;
    this.settled = HEAD_BYTES;
    this.writing = FileChannel.open(file, READ, WRITE);
  }

  /// The head of a segment.
  ///
  /// @param sequence higher than every sequence of earlier segments
  /// @param oldest number of the oldest segment that is there
  record Head(long number, long salt, long sequence, long oldest) {
    ByteBuffer bytes() {
      ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
      head.putLong(MAGIC).putInt(VERSION).putInt(0);
      head.putLong(number).putLong(salt).putLong(sequence).putLong(oldest);
      return head.putInt(12, checksum(head, HEAD_BYTES)).flip();
    }

    /// Reads what stands at the beginning of `from`; nothing if it is harmed.
    ///
    /// @throws StoreUnavailableException if another version of the program wrote it
    static @Nullable Head of(ByteBuffer from) {
      if (from.limit() < HEAD_BYTES || from.getLong(0) != MAGIC) {
        return null;
      }
      int version = from.getInt(8);
      boolean whole = from.getInt(12) == checksum(from, HEAD_BYTES);
      if (version != VERSION
          && (whole || from.getInt(12) == checksum(from, VERSION_1_HEAD_BYTES))) {
        throw new StoreUnavailableException(
            "opening the store: the mailbox log has format version %d, and this program reads %d"
                .formatted(version, VERSION));
      }
      return whole
          ? new Head(from.getLong(16), from.getLong(24), from.getLong(32), from.getLong(40))
          : null;
    }

    private static int checksum(ByteBuffer head, int length) {
      CRC32C crc = new CRC32C();
      crc.update(head.slice(0, 12));
      crc.update(head.slice(16, length - 16));
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

  /// Overwrites with zeros. Not durable before [#force].
  void zero(int from, int to) throws IOException {
    disk.zero(writing, from, to);
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

  /// Counts an envelope out that waited in this segment; what stood here is gone content now.
  void remove(int contentBytes) {
    live.decrementAndGet();
    liveBytes.addAndGet(-contentBytes);
    goneBytes.addAndGet(contentBytes);
    changed = true;
  }

  /// Something stands here that may be of no use after the next round of the eraser.
  void changed() {
    changed = true;
  }

  /// Whether something has gone since the eraser asked last.
  boolean takeChanged() {
    boolean was = changed;
    changed = false;
    goneBytes.set(0);
    return was;
  }

  /// Contents that have gone and may still be readable, about.
  long goneBytes() {
    return goneBytes.get();
  }

  /// Every record before `end` is in the index now, or has left it already.
  void settled(int end) {
    settled = end;
  }

  int settled() {
    return settled;
  }

  /// Nothing more will be written into it.
  void leave() {
    left = true;
  }

  boolean left() {
    return left;
  }

  /// Whether an earlier use of the file, or a batch that failed, may show behind the last record.
  boolean remains() {
    return remains;
  }

  void remains(boolean may) {
    remains = may;
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
