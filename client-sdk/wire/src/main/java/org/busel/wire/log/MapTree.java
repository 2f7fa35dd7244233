package org.busel.wire.log;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The map of a key log as a tree: a binary trie over positions, in which a part with one entry is that entry and a part
/// with none is 32 zeros. Its root says which entries there are, whatever the order in which they came.
///
/// Only the upper levels are kept, about 800 KiB; what lies below is read from [Rows] and hashed when it is needed, which with
/// a million entries is some 250 rows. Not safe for threads.
public final class MapTree {
  private static final int LEVELS = 12;
  private static final Node NOTHING = new Node(LogHash.EMPTY, Kind.NOTHING);

  private final Rows rows;
  private final Node[] upper = new Node[2 << LEVELS]; // the root is 1, below n are 2n and 2n + 1

  /// A map without entries.
  ///
  /// @param rows where they are read
  public MapTree(Rows rows) {
    this.rows = rows;
    Arrays.fill(upper, NOTHING);
  }

  /// The entries of a map.
  public interface Rows {
    /// Those that stand from `first` to `last`, both included, in order of their positions.
    List<MapRow> between(ByteString first, ByteString last);
  }

  private enum Kind {
    NOTHING,
    ENTRY,
    NODE
  }

  private record Node(ByteString hash, Kind kind) {
    static Node of(Node left, Node right) {
      if (left.kind == Kind.NOTHING && right.kind != Kind.NODE) {
        return right;
      }
      if (right.kind == Kind.NOTHING && left.kind != Kind.NODE) {
        return left;
      }
      return new Node(LogHash.mapNode(left.hash, right.hash), Kind.NODE);
    }
  }

  /// Begins to take in everything anew.
  public Filling fill() {
    Arrays.fill(upper, NOTHING);
    return new Filling();
  }

  /// Everything on its way into the map.
  public final class Filling {
    private List<MapRow> part = new ArrayList<>();
    private int place;

    private Filling() {}

    /// Takes in the next entry, in order of positions.
    public void add(MapRow row) {
      if (place(row.position()) != place) {
        upper[(1 << LEVELS) + place] = node(part, LEVELS);
        part = new ArrayList<>();
        place = place(row.position());
      }
      part.add(row);
    }

    /// There are no more.
    public void done() {
      upper[(1 << LEVELS) + place] = node(part, LEVELS);
      for (int i = (1 << LEVELS) - 1; i >= 1; i--) {
        upper[i] = Node.of(upper[2 * i], upper[2 * i + 1]);
      }
    }
  }

  /// Takes in entries that [Rows] has already.
  public void added(List<MapRow> entries) {
    entries.stream()
        .map(entry -> place(entry.position()))
        .distinct()
        .forEach(place -> {
          upper[(1 << LEVELS) + place] = node(part(place, LEVELS), LEVELS);
          for (int i = ((1 << LEVELS) + place) / 2; i >= 1; i /= 2) {
            upper[i] = Node.of(upper[2 * i], upper[2 * i + 1]);
          }
        });
  }

  /// Its root.
  public ByteString root() {
    return upper[1].hash;
  }

  /// The way to where `position` is or would be.
  public MapProof prove(ByteString position) {
    List<ByteString> beside = new ArrayList<>();
    int node = 1;
    int depth = 0;
    while (depth < LEVELS && upper[node].kind == Kind.NODE) {
      node = 2 * node + (MapRow.bit(position, depth) ? 1 : 0);
      beside.add(upper[node ^ 1].hash);
      depth++;
    }
    if (upper[node].kind == Kind.NOTHING) {
      return new MapProof(beside, Optional.empty());
    }
    List<MapRow> part = part(node - (1 << depth), depth);
    while (part.size() > 1) {
      int middle = split(part, depth);
      List<MapRow> left = part.subList(0, middle);
      List<MapRow> right = part.subList(middle, part.size());
      boolean goesRight = MapRow.bit(position, depth);
      beside.add(node(goesRight ? left : right, depth + 1).hash);
      part = goesRight ? right : left;
      depth++;
    }
    return new MapProof(beside, part.stream().findFirst());
  }

  /// Entries whose positions begin with these bits.
  private List<MapRow> part(int bits, int count) {
    byte[] first = new byte[LogHash.BYTES];
    byte[] last = new byte[LogHash.BYTES];
    Arrays.fill(last, (byte) 0xff);
    for (int i = 0; i < count; i++) {
      int bit = 0x80 >> (i % Byte.SIZE);
      if ((bits >> (count - 1 - i)) % 2 == 1) {
        first[i / Byte.SIZE] |= (byte) bit;
      } else {
        last[i / Byte.SIZE] &= (byte) ~bit;
      }
    }
    return rows.between(ByteString.copyFrom(first), ByteString.copyFrom(last));
  }

  private static Node node(List<MapRow> part, int depth) {
    if (part.isEmpty()) {
      return NOTHING;
    }
    if (part.size() == 1) {
      return new Node(LogHash.mapLeaf(part.get(0)), Kind.ENTRY);
    }
    int middle = split(part, depth);
    return Node.of(
        node(part.subList(0, middle), depth + 1),
        node(part.subList(middle, part.size()), depth + 1));
  }

  private static int split(List<MapRow> part, int depth) {
    int middle = 0;
    while (middle < part.size() && !MapRow.bit(part.get(middle).position(), depth)) {
      middle++;
    }
    return middle;
  }

  private static int place(ByteString position) {
    return ((position.byteAt(0) & 0xff) << 4) | ((position.byteAt(1) & 0xff) >> 4);
  }
}
