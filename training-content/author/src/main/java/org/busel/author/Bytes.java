package org.busel.author;

import java.nio.charset.StandardCharsets;

/// Bytes of a file that is to be written; copied in, lent out.
final class Bytes {
  private final byte[] bytes;

  private Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  static Bytes of(byte[] bytes) {
    return new Bytes(bytes.clone());
  }

  static Bytes of(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] toArray() {
    return bytes.clone();
  }
}
