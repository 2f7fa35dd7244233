package org.busel.wire.log;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.busel.wire.v1.LogLeaf;

/// The hashes of both trees. A first byte tells leaf from node and log from map, so that none can pass for another.
public final class LogHash {
  /// Length of a hash.
  public static final int BYTES = 32;

  /// Root of a map, or of a part of it, in which nothing is.
  public static final ByteString EMPTY = ByteString.copyFrom(new byte[BYTES]);

  private static final byte LEAF = 0;
  private static final byte NODE = 1;
  private static final byte MAP_LEAF = 2;
  private static final byte MAP_NODE = 3;

  private LogHash() {}

  /// Of a leaf of the log, as in RFC 6962.
  public static ByteString leaf(LogLeaf leaf) {
    byte[] head = new byte[1 + Integer.BYTES + Long.BYTES];
    ByteBuffer.wrap(head).put(LEAF).putInt(leaf.getHour()).putLong(leaf.getEntries());
    return of(ByteString.copyFrom(head), leaf.getMapRoot());
  }

  /// Of two subtrees of the log, as in RFC 6962.
  public static ByteString node(ByteString left, ByteString right) {
    return of(tag(NODE), left, right);
  }

  /// Root of a log without leaves.
  public static ByteString ofNothing() {
    return of();
  }

  /// Of an entry of the map.
  public static ByteString mapLeaf(MapRow row) {
    return of(tag(MAP_LEAF), row.position(), row.value());
  }

  /// Of two parts of the map, of which not both are empty.
  public static ByteString mapNode(ByteString left, ByteString right) {
    return of(tag(MAP_NODE), left, right);
  }

  /// The plain hash of all parts, one after the other.
  static ByteString of(ByteString... parts) {
    MessageDigest digest = sha256();
    for (ByteString part : parts) {
      digest.update(part.asReadOnlyByteBuffer());
    }
    return ByteString.copyFrom(digest.digest());
  }

  private static ByteString tag(byte tag) {
    return ByteString.copyFrom(new byte[] {tag});
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this platform lacks SHA-256", e);
    }
  }
}
