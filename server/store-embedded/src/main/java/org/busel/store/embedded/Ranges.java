package org.busel.store.embedded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Ranges of bytes of one segment: first byte and byte after the last, in turns. Of one thread at a time.
final class Ranges {
  static final Ranges NONE = new Ranges();

  private int[] edges = {};
  private int count;

  /// Is told of ranges.
  interface Sink {
    void range(int from, int to);
  }

  boolean isEmpty() {
    return count == 0;
  }

  /// Adds a range that begins at or after the end of the last one; one that begins right there makes that longer.
  void add(int from, int to) {
    if (count > 0 && edges[count - 1] == from) {
      edges[count - 1] = to;
      return;
    }
    if (count == edges.length) {
      edges = Arrays.copyOf(edges, Math.max(16, 2 * count));
    }
    edges[count++] = from;
    edges[count++] = to;
  }

  /// Adds ranges in any order; [#sort] must follow.
  void addAll(int[] more) {
    edges = Arrays.copyOf(edges, count + more.length);
    System.arraycopy(more, 0, edges, count, more.length);
    count += more.length;
  }

  /// Adds the ranges of another and brings all into order.
  void join(Ranges other) {
    addAll(Arrays.copyOf(other.edges, other.count));
    sort();
  }

  /// Brings them into rising order and joins those that touch.
  void sort() {
    int[][] pairs = new int[count / 2][];
    Arrays.setAll(pairs, i -> new int[] {edges[2 * i], edges[2 * i + 1]});
    Arrays.sort(pairs, (one, other) -> Integer.compare(one[0], other[0]));
    count = 0;
    for (int[] pair : pairs) {
      if (count > 0 && pair[0] <= edges[count - 1]) {
        edges[count - 1] = Math.max(edges[count - 1], pair[1]);
      } else {
        edges[count++] = pair[0];
        edges[count++] = pair[1];
      }
    }
  }

  /// Whether a range holds this byte.
  boolean holds(int at) {
    int found = Arrays.binarySearch(edges, 0, count, at);
    return found >= 0 ? found % 2 == 0 : (-found - 1) % 2 == 1;
  }

  /// Tells what of `from` to `to` is in no range.
  void between(int from, int to, Sink sink) {
    int at = from;
    for (int i = 0; i < count && edges[i] < to; i += 2) {
      if (edges[i] > at) {
        sink.range(at, edges[i]);
      }
      at = Math.max(at, edges[i + 1]);
    }
    if (at < to) {
      sink.range(at, to);
    }
  }

  /// Tells every range.
  void each(Sink sink) {
    for (int i = 0; i < count; i += 2) {
      sink.range(edges[i], edges[i + 1]);
    }
  }

  /// All edges, in pieces of at most this many ranges.
  List<int[]> pieces(int most) {
    List<int[]> pieces = new ArrayList<>();
    for (int i = 0; i < count; i += 2 * most) {
      pieces.add(Arrays.copyOfRange(edges, i, Math.min(count, i + 2 * most)));
    }
    return pieces;
  }
}
