package org.busel.relay.listen;

/// The ids of a connection's requests that have no answer yet. At most a few dozen, answered mostly in order: a row that
/// is searched from its beginning. On the connection's event loop only.
final class RequestIds {
  private static final long[] NOTHING = {};
  private static final int FIRST_ROOM = 8;

  private long[] ids = NOTHING;
  private int from;
  private int to;

  /// Adds an id.
  ///
  /// @return whether it was not there
  boolean add(long id) {
    for (int i = from; i < to; i++) {
      if (ids[i] == id) {
        return false;
      }
    }
    if (to == ids.length) {
      int count = to - from;
      long[] roomy = count * 2 >= ids.length ? new long[Math.max(FIRST_ROOM, 2 * count)] : ids;
      System.arraycopy(ids, from, roomy, 0, count);
      ids = roomy;
      from = 0;
      to = count;
    }
    ids[to++] = id;
    return true;
  }

  /// Takes an id out.
  void remove(long id) {
    for (int i = from; i < to; i++) {
      if (ids[i] == id) {
        System.arraycopy(ids, from, ids, from + 1, i - from);
        from++;
        if (from == to) {
          from = 0;
          to = 0;
        }
        return;
      }
    }
  }
}
