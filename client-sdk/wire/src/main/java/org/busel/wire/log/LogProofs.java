package org.busel.wire.log;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;

/// Checks proofs about the leaves of a log, as RFC 9162 says. They come from whoever may lie.
public final class LogProofs {
  private LogProofs() {}

  /// Hashes that stand one after the other.
  ///
  /// @param bytes a multiple of 32
  public static List<ByteString> split(ByteString bytes) {
    List<ByteString> hashes = new ArrayList<>();
    for (int at = 0; at + LogHash.BYTES <= bytes.size(); at += LogHash.BYTES) {
      hashes.add(bytes.substring(at, at + LogHash.BYTES));
    }
    return hashes;
  }

  /// The hashes one after the other.
  public static ByteString join(List<ByteString> hashes) {
    return ByteString.copyFrom(hashes);
  }

  /// Whether the leaf with that hash is number `index` in the log of `size` leaves with that root.
  public static boolean includes(
      ByteString root, long size, long index, ByteString leaf, List<ByteString> proof) {
    if (index < 0 || index >= size) {
      return false;
    }
    long node = index;
    long last = size - 1;
    ByteString hash = leaf;
    for (ByteString beside : proof) {
      if (last == 0) {
        return false;
      }
      if (node % 2 == 1 || node == last) {
        hash = LogHash.node(beside, hash);
        while (node % 2 == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        hash = LogHash.node(hash, beside);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && hash.equals(root);
  }

  /// Whether the log of `size` leaves with that root begins with the log of `earlierSize` leaves with that root.
  public static boolean extend(
      ByteString earlierRoot,
      long earlierSize,
      ByteString root,
      long size,
      List<ByteString> proof) {
    if (earlierSize < 0 || earlierSize > size) {
      return false;
    }
    if (earlierSize == 0) {
      return proof.isEmpty() && earlierRoot.equals(LogHash.ofNothing());
    }
    if (earlierSize == size) {
      return proof.isEmpty() && earlierRoot.equals(root);
    }
    List<ByteString> path = new ArrayList<>(proof);
    if (Long.bitCount(earlierSize) == 1) {
      path.add(0, earlierRoot);
    }
    return !path.isEmpty() && extend(earlierRoot, earlierSize - 1, root, size - 1, path, 1);
  }

  private static boolean extend(
      ByteString earlierRoot,
      long earlierLast,
      ByteString root,
      long sizeLast,
      List<ByteString> path,
      int from) {
    long node = earlierLast;
    long last = sizeLast;
    while (node % 2 == 1) {
      node >>= 1;
      last >>= 1;
    }
    ByteString earlier = path.get(0);
    ByteString later = path.get(0);
    for (ByteString beside : path.subList(from, path.size())) {
      if (last == 0) {
        return false;
      }
      if (node % 2 == 1 || node == last) {
        earlier = LogHash.node(beside, earlier);
        later = LogHash.node(beside, later);
        while (node % 2 == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        later = LogHash.node(later, beside);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && earlier.equals(earlierRoot) && later.equals(root);
  }
}
