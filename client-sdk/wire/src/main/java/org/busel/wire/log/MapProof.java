package org.busel.wire.log;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;

/// The way from the root of a map to where a position is or would be. It may come from whoever lies.
///
/// @param beside hashes beside the way, from the root down
/// @param end the entry at which the way ends; nothing if nothing is there
public record MapProof(List<ByteString> beside, Optional<MapRow> end) {
  private static final int DEPTH = LogHash.BYTES * Byte.SIZE;

  public MapProof {
    beside = List.copyOf(beside);
  }

  /// Whether it proves that the map with that root has this entry.
  public static boolean shows(ByteString root, MapRow row, List<ByteString> beside) {
    return leadsTo(root, row.position(), beside, LogHash.mapLeaf(row));
  }

  /// Whether it proves that the map with that root has nothing at `position`.
  public boolean showsNothing(ByteString root, ByteString position) {
    if (end.isEmpty()) {
      return leadsTo(root, position, beside, LogHash.EMPTY);
    }
    ByteString other = end.get().position();
    return !other.equals(position)
        && isOnTheWay(other, position)
        && leadsTo(root, position, beside, LogHash.mapLeaf(end.get()));
  }

  /// An entry of somewhere else says nothing about this way.
  private boolean isOnTheWay(ByteString other, ByteString position) {
    for (int depth = 0; depth < Math.min(beside.size(), DEPTH); depth++) {
      if (MapRow.bit(other, depth) != MapRow.bit(position, depth)) {
        return false;
      }
    }
    return true;
  }

  private static boolean leadsTo(
      ByteString root, ByteString position, List<ByteString> beside, ByteString end) {
    if (beside.size() > DEPTH) {
      return false;
    }
    ByteString hash = end;
    for (int depth = beside.size() - 1; depth >= 0; depth--) {
      ByteString other = beside.get(depth);
      hash =
          MapRow.bit(position, depth)
              ? LogHash.mapNode(other, hash)
              : LogHash.mapNode(hash, other);
    }
    return hash.equals(root);
  }
}
