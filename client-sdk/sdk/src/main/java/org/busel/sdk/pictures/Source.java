package org.busel.sdk.pictures;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Reads a file from its beginning, and knows at every step how much of it is left.
final class Source {
  private static final int BUFFER_BYTES = 1 << 14;

  private final FileChannel file;
  private final long length;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
  private long position; // of the end of the buffer

  Source(FileChannel file) throws IOException {
    this.file = file;
    this.length = file.size();
  }

  FileChannel file() {
    return file;
  }

  long left() {
    return length - position + buffer.remaining();
  }

  boolean isAtEnd() {
    return left() <= 0;
  }

  int octet() throws IOException {
    if (!buffer.hasRemaining()) {
      fill();
    }
    return buffer.get() & 0xFF;
  }

  int shortBigEndian() throws IOException {
    int high = octet();
    return (high << 8) | octet();
  }

  long intBigEndian() throws IOException {
    long high = shortBigEndian();
    return (high << 16) | shortBigEndian();
  }

  long intLittleEndian() throws IOException {
    return Integer.toUnsignedLong(Integer.reverseBytes((int) intBigEndian()));
  }

  void read(byte[] into) throws IOException {
    for (int i = 0; i < into.length; i++) {
      into[i] = (byte) octet();
    }
  }

  byte[] read(int length) throws IOException {
    byte[] bytes = new byte[length];
    read(bytes);
    return bytes;
  }

  void skip(long bytes) {
    if (bytes > left()) {
      throw new Pictures.Malformed("it is cut");
    }
    if (bytes <= buffer.remaining()) {
      buffer.position(buffer.position() + (int) bytes);
    } else {
      position += bytes - buffer.remaining();
      buffer.limit(0);
    }
  }

  void copy(long bytes, Pictures.Target to) throws IOException {
    if (bytes > left()) {
      throw new Pictures.Malformed("it is cut");
    }
    for (long rest = bytes; rest > 0; ) {
      if (!buffer.hasRemaining()) {
        fill();
      }
      int now = (int) Math.min(rest, buffer.remaining());
      to.write(buffer.array(), buffer.position(), now);
      buffer.position(buffer.position() + now);
      rest -= now;
    }
  }

  private void fill() throws IOException {
    buffer.clear();
    int read = file.read(buffer, position);
    buffer.flip();
    if (read <= 0) {
      throw new Pictures.Malformed("it is cut");
    }
    position += read;
  }
}
