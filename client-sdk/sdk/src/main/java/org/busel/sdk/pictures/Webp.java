package org.busel.sdk.pictures;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/// A WebP file (RIFF): chunks. Exif, XMP and chunks that are not known go, but for the orientation; so does what stands
/// behind the last chunk. The file is looked through once for its new length, and once more to be copied.
final class Webp {
  private static final int MOST_EXIF_BYTES = 1 << 16;
  private static final int EXIF_FLAG = 0x08;
  private static final int XMP_FLAG = 0x04;
  private static final Set<String> KEPT = Set.of("VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP");
  private static final byte[] NO_LABEL = {};

  private final Source source;
  private final Pictures.Target to;

  Webp(Source source, Pictures.Target to) {
    this.source = source;
    this.to = to;
  }

  private record Chunk(String name, long at, long length) {
    long padded() {
      return length + (length & 1);
    }
  }

  void clean() throws IOException {
    FileChannel file = source.file();
    long end = end(file);
    Optional<Integer> orientation = Optional.empty();
    long kept = 4;
    boolean isFirst = true;
    boolean isExtended = false;
    for (long at = 12; at < end; ) {
      Chunk chunk = chunk(file, at, end);
      if (isFirst && !Set.of("VP8 ", "VP8L", "VP8X").contains(chunk.name())) {
        throw new Pictures.Malformed("it does not begin with a picture");
      }
      isExtended |= isFirst && chunk.name().equals("VP8X");
      isFirst = false;
      if (KEPT.contains(chunk.name())) {
        kept += 8 + chunk.padded();
      } else if (chunk.name().equals("EXIF") && chunk.length() <= MOST_EXIF_BYTES) {
        orientation = orientation(read(file, chunk.at() + 8, (int) chunk.length()));
      }
      at += 8 + chunk.padded();
    }
    byte[] exif = isExtended ? orientation.map(Webp::exif).orElse(NO_LABEL) : NO_LABEL;
    put(ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).put(ascii("RIFF"))
        .putInt((int) (kept + exif.length)).put(ascii("WEBP")).array());
    copy(file, end, exif.length > 0);
    put(exif);
  }

  private void copy(FileChannel file, long end, boolean hasExif) throws IOException {
    source.skip(12);
    for (long at = 12; at < end; ) {
      Chunk chunk = chunk(file, at, end);
      if (chunk.name().equals("VP8X") && chunk.length() >= 1) {
        byte[] head = source.read(9);
        head[8] &= (byte) ~(EXIF_FLAG | XMP_FLAG);
        head[8] |= (byte) (hasExif ? EXIF_FLAG : 0);
        put(head);
        source.copy(chunk.padded() - 1, to);
      } else if (KEPT.contains(chunk.name())) {
        source.copy(8 + chunk.padded(), to);
      } else {
        source.skip(8 + chunk.padded());
      }
      at += 8 + chunk.padded();
    }
  }

  private static long end(FileChannel file) throws IOException {
    ByteBuffer head = ByteBuffer.wrap(read(file, 0, 12)).order(ByteOrder.LITTLE_ENDIAN);
    long end = 8 + Integer.toUnsignedLong(head.getInt(4));
    if (end > file.size() || end < 20) {
      throw new Pictures.Malformed("it is cut");
    }
    return end;
  }

  private static Chunk chunk(FileChannel file, long at, long end) throws IOException {
    if (at + 8 > end) {
      throw new Pictures.Malformed("a chunk is cut");
    }
    byte[] head = read(file, at, 8);
    long length =
        Integer.toUnsignedLong(ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(4));
    Chunk chunk = new Chunk(new String(head, 0, 4, StandardCharsets.ISO_8859_1), at, length);
    if (at + 8 + chunk.padded() > end) {
      throw new Pictures.Malformed("a chunk is longer than the file");
    }
    return chunk;
  }

  private static Optional<Integer> orientation(byte[] exif) {
    boolean isLabelled =
        exif.length > 6 && new String(exif, 0, 4, StandardCharsets.ISO_8859_1).equals("Exif");
    return Orientation.of(exif, isLabelled ? 6 : 0);
  }

  private static byte[] exif(int orientation) {
    byte[] body = Orientation.exif(NO_LABEL, orientation);
    return ByteBuffer.allocate(8 + body.length).order(ByteOrder.LITTLE_ENDIAN).put(ascii("EXIF"))
        .putInt(body.length).put(body).array();
  }

  private static byte[] read(FileChannel file, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      int read = file.read(bytes, at + bytes.position());
      if (read <= 0) {
        throw new Pictures.Malformed("it is cut");
      }
    }
    return bytes.array();
  }

  private void put(byte[] bytes) throws IOException {
    to.write(bytes, 0, bytes.length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
