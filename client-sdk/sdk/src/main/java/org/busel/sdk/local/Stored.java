package org.busel.sdk.local;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.nio.ByteBuffer;

/// Records to bytes and back. What comes out was authenticated before, so bytes that make no sense mean a fault here.
final class Stored {
  private Stored() {}

  static <T extends MessageLite> T read(Parser<T> parser, byte[] value) {
    try {
      return parser.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new LocalStoreException("reading a record", e);
    }
  }

  static <T extends MessageLite> T read(Parser<T> parser, ByteString value) {
    return read(parser, value.toByteArray());
  }

  /// A number as a name.
  static byte[] name(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  /// A number that is a value.
  static long number(ByteString value) {
    return number(value.toByteArray());
  }

  /// A number that is a value.
  static long number(byte[] value) {
    return ByteBuffer.wrap(value).getLong();
  }
}
