package org.busel.wire;

import com.google.protobuf.ByteString;

/// Sealed-sender ciphertext, padded to a [SizeBucket]; opaque to everybody but the device it is sealed to.
public record SealedContent(ByteString bytes) {
  public SealedContent {
    if (!SizeBucket.isBucket(bytes.size())) {
      throw new IllegalArgumentException(
          "sealed content of " + bytes.size() + " bytes is no size bucket");
    }
  }

  @Override
  public String toString() {
    return "SealedContent[" + bytes.size() + " bytes]";
  }
}
