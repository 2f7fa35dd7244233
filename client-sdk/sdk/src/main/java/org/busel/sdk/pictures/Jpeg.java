package org.busel.sdk.pictures;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// A JPEG file (ISO/IEC 10918-1): segments, and the coded picture between them. Kept are the picture's own segments, JFIF,
/// Adobe's colour transform, and a colour profile; of Exif only the orientation. Everything else goes, and so does what
/// stands behind the end of the picture, where phones put films and second pictures.
final class Jpeg {
  private static final int SOI = 0xD8;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;
  private static final int APP0 = 0xE0;
  private static final int APP1 = 0xE1;
  private static final int APP2 = 0xE2;
  private static final int APP14 = 0xEE;
  private static final int APP15 = 0xEF;
  private static final int COMMENT = 0xFE;
  private static final int JFIF_BYTES = 14;
  private static final byte[] JFIF = ascii("JFIF\0");
  private static final byte[] ICC = ascii("ICC_PROFILE\0");
  private static final byte[] ADOBE = ascii("Adobe");
  private static final byte[] EXIF = ascii("Exif\0\0");

  private final Source source;
  private final Pictures.Target to;
  private boolean isOriented;

  Jpeg(Source source, Pictures.Target to) {
    this.source = source;
    this.to = to;
  }

  void clean() throws IOException {
    if (source.octet() != 0xFF || source.octet() != SOI) {
      throw new Pictures.Malformed("it does not begin like a JPEG");
    }
    put(0xFF, SOI);
    int marker = marker();
    while (marker != EOI) {
      marker = segment(marker);
    }
    put(0xFF, EOI);
  }

  /// Deals with one segment, and after the head of a scan with its coded data.
  ///
  /// @return the marker that follows
  private int segment(int marker) throws IOException {
    if (marker == SOI || (marker >= 0xD0 && marker <= 0xD7) || marker <= 0x01) {
      throw new Pictures.Malformed("a marker stands where none may be");
    }
    int length = source.shortBigEndian() - 2;
    if (length < 0) {
      throw new Pictures.Malformed("a segment is shorter than its own length");
    }
    if ((marker >= APP0 && marker <= APP15) || marker == COMMENT) {
      application(marker, source.read(length));
      return marker();
    }
    head(marker, length);
    source.copy(length, to);
    return marker == SOS ? scan() : marker();
  }

  private void application(int marker, byte[] body) throws IOException {
    if (marker == APP0 && begins(body, JFIF) && body.length >= JFIF_BYTES) {
      byte[] bare = Arrays.copyOf(body, JFIF_BYTES);
      bare[12] = 0; // no thumbnail, which may show what was cut off the picture
      bare[13] = 0;
      put(marker, bare);
    } else if ((marker == APP2 && begins(body, ICC)) || (marker == APP14 && begins(body, ADOBE))) {
      put(marker, body);
    } else if (marker == APP1 && begins(body, EXIF) && !isOriented) {
      Optional<Integer> orientation = Orientation.of(body, EXIF.length);
      if (orientation.isPresent()) {
        isOriented = true;
        put(marker, Orientation.exif(EXIF, orientation.get()));
      }
    }
  }

  /// Copies coded data up to the next marker that is not a part of it.
  private int scan() throws IOException {
    Batch batch = new Batch();
    while (true) {
      int octet = source.octet();
      if (octet != 0xFF) {
        batch.add(octet);
        continue;
      }
      int next = source.octet();
      while (next == 0xFF) { // filling
        next = source.octet();
      }
      if (next != 0 && (next < 0xD0 || next > 0xD7)) {
        batch.flush();
        return next;
      }
      batch.add(0xFF);
      batch.add(next);
    }
  }

  private int marker() throws IOException {
    if (source.octet() != 0xFF) {
      throw new Pictures.Malformed("a segment does not end where it says");
    }
    int marker = source.octet();
    while (marker == 0xFF) { // filling
      marker = source.octet();
    }
    return marker;
  }

  private void head(int marker, int length) throws IOException {
    int whole = length + 2;
    put(0xFF, marker, whole >> 8, whole & 0xFF);
  }

  private void put(int marker, byte[] body) throws IOException {
    head(marker, body.length);
    to.write(body, 0, body.length);
  }

  private void put(int... octets) throws IOException {
    byte[] bytes = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      bytes[i] = (byte) octets[i];
    }
    to.write(bytes, 0, bytes.length);
  }

  private static boolean begins(byte[] body, byte[] with) {
    return body.length >= with.length
        && Arrays.equals(body, 0, with.length, with, 0, with.length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// Coded data on its way out, some kilobytes at a time.
  private final class Batch {
    private final byte[] bytes = new byte[1 << 13];
    private int count;

    void add(int octet) throws IOException {
      bytes[count++] = (byte) octet;
      if (count == bytes.length) {
        flush();
      }
    }

    void flush() throws IOException {
      to.write(bytes, 0, count);
      count = 0;
    }
  }
}
