package org.busel.sdk.pictures;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// A GIF file: blocks. Comments, texts and application data go (XMP among them), but for how often a film is repeated; so
/// does what stands behind the trailer.
final class Gif {
  private static final int IMAGE = 0x2C;
  private static final int EXTENSION = 0x21;
  private static final int TRAILER = 0x3B;
  private static final int CONTROL = 0xF9;
  private static final int APPLICATION = 0xFF;

  private final Source source;
  private final Pictures.Target to;

  Gif(Source source, Pictures.Target to) {
    this.source = source;
    this.to = to;
  }

  void clean() throws IOException {
    source.copy(6, to);
    colours(screen(7), 4);
    int block = source.octet();
    while (block != TRAILER) {
      if (block == IMAGE) {
        put(IMAGE);
        colours(screen(9), 8);
        source.copy(1, to); // size of a code
        blocks(true);
      } else if (block == EXTENSION) {
        extension(source.octet());
      } else {
        throw new Pictures.Malformed("a block stands where none may be");
      }
      block = source.octet();
    }
    put(TRAILER);
  }

  private void extension(int label) throws IOException {
    if (label == CONTROL) {
      put(EXTENSION, CONTROL);
      blocks(true);
    } else if (label == APPLICATION) {
      byte[] name = source.read(source.octet());
      boolean repeats = new String(name, StandardCharsets.ISO_8859_1).equals("NETSCAPE2.0");
      if (repeats) {
        put(EXTENSION, APPLICATION, name.length);
        to.write(name, 0, name.length);
      }
      blocks(repeats);
    } else {
      blocks(false);
    }
  }

  private byte[] screen(int bytes) throws IOException {
    byte[] screen = source.read(bytes);
    to.write(screen, 0, bytes);
    return screen;
  }

  private void colours(byte[] descriptor, int at) throws IOException {
    int flags = descriptor[at];
    if ((flags & 0x80) != 0) {
      source.copy(3L << ((flags & 7) + 1), to);
    }
  }

  private void blocks(boolean kept) throws IOException {
    int length = source.octet();
    while (length != 0) {
      if (kept) {
        put(length);
        source.copy(length, to);
      } else {
        source.skip(length);
      }
      length = source.octet();
    }
    if (kept) {
      put(0);
    }
  }

  private void put(int... octets) throws IOException {
    for (int octet : octets) {
      to.write(new byte[] {(byte) octet}, 0, 1);
    }
  }
}
