package org.busel.wire.log;

import com.google.protobuf.ByteString;
import org.busel.wire.v1.MapEntry;

/// An entry of the map: where it stands and what stands there. Neither says anything to who does not know the account.
///
/// @param position 32 bytes, as good as random
/// @param value 32 bytes, likewise
public record MapRow(ByteString position, ByteString value) implements Comparable<MapRow> {
  public MapRow {
    if (position.size() != LogHash.BYTES || value.size() != LogHash.BYTES) {
      throw new IllegalArgumentException("an entry of the map is not 32 and 32 bytes");
    }
  }

  /// An entry that came over the wire and was checked there.
  public static MapRow of(MapEntry entry) {
    return new MapRow(entry.getPosition(), entry.getValue());
  }

  /// As it crosses the wire.
  public MapEntry toWire() {
    return MapEntry.newBuilder().setPosition(position).setValue(value).build();
  }

  /// Bit `depth` of a position, from the highest of the first byte.
  static boolean bit(ByteString position, int depth) {
    return (position.byteAt(depth / Byte.SIZE) & (0x80 >> (depth % Byte.SIZE))) != 0;
  }

  /// In the order of positions, unsigned from the left.
  @Override
  public int compareTo(MapRow other) {
    return ByteString.unsignedLexicographicalComparator().compare(position, other.position);
  }

  @Override
  public String toString() {
    return "MapRow[hidden]";
  }
}
