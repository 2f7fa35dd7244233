package org.busel.wire.log;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;

/// The tree of RFC 6962 over the leaves of a log, in memory: 64 bytes a leaf. Proofs of any size that it ever had take as
/// many steps as the tree is high. Not safe for threads.
public final class LogTree {
  /// At k: the roots of the complete subtrees of 2^k leaves, in order.
  private final List<List<ByteString>> levels = new ArrayList<>();

  /// Adds a leaf at the end.
  ///
  /// @param leaf its hash
  public void add(ByteString leaf) {
    ByteString hash = leaf;
    for (int level = 0; ; level++) {
      if (levels.size() == level) {
        levels.add(new ArrayList<>());
      }
      List<ByteString> row = levels.get(level);
      row.add(hash);
      if (row.size() % 2 != 0) {
        return;
      }
      hash = LogHash.node(row.get(row.size() - 2), hash);
    }
  }

  /// Leaves.
  public int size() {
    return levels.isEmpty() ? 0 : levels.get(0).size();
  }

  /// The root when there were `size` leaves.
  public ByteString root(int size) {
    check(size);
    return size == 0 ? LogHash.ofNothing() : root(0, size);
  }

  /// Proof that leaf `index` is in the tree of `size` leaves.
  public List<ByteString> inclusion(int index, int size) {
    check(size);
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("no such leaf");
    }
    List<ByteString> proof = new ArrayList<>();
    include(index, 0, size, proof);
    return proof;
  }

  /// Proof that the tree of `size` leaves begins with that of `earlier` leaves. Empty where there is nothing to prove.
  public List<ByteString> consistency(int earlier, int size) {
    check(size);
    if (earlier < 0 || earlier > size) {
      throw new IllegalArgumentException("no such tree");
    }
    List<ByteString> proof = new ArrayList<>();
    if (earlier > 0 && earlier < size) {
      extend(earlier, 0, size, true, proof);
    }
    return proof;
  }

  private void include(int index, int from, int to, List<ByteString> proof) {
    if (to - from == 1) {
      return;
    }
    int middle = middle(from, to);
    if (index < middle) {
      include(index, from, middle, proof);
      proof.add(root(middle, to));
    } else {
      include(index, middle, to, proof);
      proof.add(root(from, middle));
    }
  }

  /// @param known whether the root of exactly this part is that of the earlier tree
  private void extend(int earlier, int from, int to, boolean known, List<ByteString> proof) {
    if (earlier == to) {
      if (!known) {
        proof.add(root(from, to));
      }
      return;
    }
    int middle = middle(from, to);
    if (earlier <= middle) {
      extend(earlier, from, middle, known, proof);
      proof.add(root(middle, to));
    } else {
      extend(earlier, middle, to, false, proof);
      proof.add(root(from, middle));
    }
  }

  private ByteString root(int from, int to) {
    int leaves = to - from;
    if (Integer.bitCount(leaves) == 1) {
      return levels.get(Integer.numberOfTrailingZeros(leaves)).get(from / leaves);
    }
    int middle = middle(from, to);
    return LogHash.node(root(from, middle), root(middle, to));
  }

  private static int middle(int from, int to) {
    return from + Integer.highestOneBit(to - from - 1);
  }

  private void check(int size) {
    if (size < 0 || size > size()) {
      throw new IllegalArgumentException("no such tree");
    }
  }
}
