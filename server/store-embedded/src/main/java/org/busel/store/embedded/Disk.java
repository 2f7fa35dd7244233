package org.busel.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// What the mailbox log asks of a disk beside reading and writing. Tests put one here that is full, or that fails.
interface Disk {
  /// Fills an empty file with `bytes` zeros, durably.
  void fill(FileChannel file, int bytes) throws IOException;

  /// Makes durable what was written to a file whose length has not changed.
  void sync(FileChannel file) throws IOException;

  /// Overwrites bytes of a file with zeros; they are gone for good once the file was synced.
  default void zero(FileChannel file, long from, long to) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(to - from, 1 << 20));
    for (long at = from; at < to; ) {
      zeros.clear().limit((int) Math.min(to - at, zeros.capacity()));
      at += file.write(zeros, at);
    }
  }

  /// The disk that is there.
  Disk REAL =
      new Disk() {
        @Override
        public void fill(FileChannel file, int bytes) throws IOException {
          ByteBuffer zeros = ByteBuffer.allocateDirect(Math.min(bytes, 1 << 20));
          for (long left = bytes; left > 0; ) {
            zeros.clear().limit((int) Math.min(left, zeros.capacity()));
            left -= file.write(zeros);
          }
          file.force(true);
        }

        @Override
        public void sync(FileChannel file) throws IOException {
          file.force(false);
        }
      };
}
