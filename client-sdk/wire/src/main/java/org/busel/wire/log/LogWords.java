package org.busel.wire.log;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import org.busel.wire.RelayId;
import org.busel.wire.v1.LogHead;

/// What is signed about a log.
public final class LogWords {
  private static final ByteString HEAD = ByteString.copyFromUtf8("busel log head v1\0");
  private static final ByteString WITNESS = ByteString.copyFromUtf8("busel log witness v1\0");

  private LogWords() {}

  /// What a relay signs with its log key, in a fresh array.
  public static byte[] head(RelayId relay, LogHead head) {
    return bytes(HEAD, relay, head, head.getHour());
  }

  /// What a witness signs when it has seen how the log came to this head.
  ///
  /// @param hour since 1970, in which it signs
  public static byte[] witness(RelayId relay, LogHead head, int hour) {
    return bytes(WITNESS, relay, head, hour);
  }

  private static byte[] bytes(ByteString label, RelayId relay, LogHead head, int hour) {
    return ByteBuffer.allocate(label.size() + 2 * LogHash.BYTES + Long.BYTES + Integer.BYTES)
        .put(label.toByteArray())
        .put(relay.bytes().toByteArray())
        .putLong(head.getSize())
        .put(head.getLogRoot().toByteArray())
        .putInt(hour)
        .array();
  }
}
