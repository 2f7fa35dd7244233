package org.busel.directory;

import com.google.protobuf.ByteString;

/// SHA-256 of a secret that the relay must recognise and must not keep.
public record Hash(ByteString bytes) {
  public Hash {
    if (bytes.size() != 32) {
      throw new IllegalArgumentException("hash is " + bytes.size() + " bytes, not 32");
    }
  }

  @Override
  public String toString() {
    return "Hash[hidden]";
  }
}
