package org.busel.sdk.pictures;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;

/// A PNG file (ISO/IEC 15948, and APNG): chunks. Kept are those that are needed to show the picture, or to show it in its
/// own colours; of Exif only the orientation. Nothing is decompressed. What stands behind the last chunk goes.
final class Png {
  private static final int SIGNATURE_BYTES = 8;
  private static final int MOST_EXIF_BYTES = 1 << 16;
  private static final Set<String> KEPT =
      Set.of(
          "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "sBIT",
          "bKGD", "pHYs", "hIST", "mDCV", "cLLI", "acTL", "fcTL", "fdAT");

  private final Source source;
  private final Pictures.Target to;

  Png(Source source, Pictures.Target to) {
    this.source = source;
    this.to = to;
  }

  void clean() throws IOException {
    source.copy(SIGNATURE_BYTES, to);
    String type = "";
    while (!type.equals("IEND")) {
      long length = source.intBigEndian();
      byte[] name = source.read(4);
      if (length > Integer.MAX_VALUE || length + 4 > source.left()) {
        throw new Pictures.Malformed("a chunk is longer than the file");
      }
      boolean first = type.isEmpty();
      type = new String(name, StandardCharsets.ISO_8859_1);
      if ((first && !type.equals("IHDR")) || !type.matches("[A-Za-z]{4}")) {
        throw new Pictures.Malformed("a chunk stands where none may be");
      }
      if (KEPT.contains(type)) {
        put(ByteBuffer.allocate(8).putInt((int) length).put(name).array());
        source.copy(length + 4, to);
      } else if (Character.isUpperCase(type.charAt(0))) {
        throw new Pictures.Malformed("it needs something that is not known here");
      } else if (type.equals("eXIf") && length <= MOST_EXIF_BYTES) {
        orientation(source.read((int) length));
        source.skip(4);
      } else {
        source.skip(length + 4);
      }
    }
  }

  private void orientation(byte[] exif) throws IOException {
    var orientation = Orientation.of(exif, 0);
    if (orientation.isPresent()) {
      byte[] body = Orientation.exif(new byte[0], orientation.get());
      byte[] name = "eXIf".getBytes(StandardCharsets.US_ASCII);
      CRC32 crc = new CRC32();
      crc.update(name);
      crc.update(body);
      put(
          ByteBuffer.allocate(12 + body.length)
              .putInt(body.length)
              .put(name)
              .put(body)
              .putInt((int) crc.getValue())
              .array());
    }
  }

  private void put(byte[] bytes) throws IOException {
    to.write(bytes, 0, bytes.length);
  }
}
