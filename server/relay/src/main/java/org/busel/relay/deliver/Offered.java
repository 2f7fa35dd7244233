package org.busel.relay.deliver;

import com.google.protobuf.ByteString;
import org.busel.wire.EnvelopeId;

/// The envelopes that were offered on one connection and not yet acknowledged, in the order in which they were offered.
/// On the connection's event loop only.
///
/// Three columns in a ring, made when the first envelope is offered and, if they are long, dropped with the last: an idle
/// connection has next to none of it. Devices acknowledge in about the order in which they were offered to, so that an id is found after few
/// steps.
final class Offered {
  private static final long[] NOTHING = {};
  private static final int FIRST_ROOM = 8;
  private static final int KEPT_ROOM = 32;
  private static final long GONE = 0; // no sequence is 0

  private long[] highs = NOTHING;
  private long[] lows = NOTHING;
  private long[] sequences = NOTHING;
  private int from; // of the oldest that is still there
  private int filled; // rows from there on, those that are gone among them
  private int count; // rows that are not gone

  /// How many wait for acknowledgement.
  int count() {
    return count;
  }

  /// Sequence of the one that was offered first, if there is one.
  long oldest() {
    return sequences[from];
  }

  /// Adds what was just offered.
  void add(EnvelopeId id, long sequence) {
    if (filled == sequences.length) {
      makeRoom();
    }
    int at = at(filled++);
    highs[at] = id.high();
    lows[at] = id.low();
    sequences[at] = sequence;
    count++;
  }

  /// Takes out what is acknowledged.
  ///
  /// @return its sequence, or 0 if no such id was offered
  long remove(long high, long low) {
    for (int i = 0; i < filled; i++) {
      int at = at(i);
      long sequence = sequences[at];
      if (lows[at] == low && highs[at] == high && sequence != GONE) {
        sequences[at] = GONE;
        count--;
        dropGone();
        return sequence;
      }
    }
    return GONE;
  }

  /// The same for an id as it stands on the wire, 16 bytes.
  long remove(ByteString id) {
    EnvelopeId wire = EnvelopeId.of(id);
    return remove(wire.high(), wire.low());
  }

  private void dropGone() {
    if (count == 0) {
      filled = 0;
      from = 0;
      if (sequences.length > KEPT_ROOM) {
        highs = NOTHING;
        lows = NOTHING;
        sequences = NOTHING;
      }
      return;
    }
    while (sequences[from] == GONE) {
      from = at(1);
      filled--;
    }
  }

  /// Moves the rows that are not gone to the front of columns of at least twice their number.
  private void makeRoom() {
    int room = Math.max(FIRST_ROOM, Integer.highestOneBit(Math.max(1, count)) * 4);
    long[] newHighs = new long[room];
    long[] newLows = new long[room];
    long[] newSequences = new long[room];
    int kept = 0;
    for (int i = 0; i < filled; i++) {
      int at = at(i);
      if (sequences[at] != GONE) {
        newHighs[kept] = highs[at];
        newLows[kept] = lows[at];
        newSequences[kept++] = sequences[at];
      }
    }
    highs = newHighs;
    lows = newLows;
    sequences = newSequences;
    from = 0;
    filled = kept;
  }

  private int at(int row) {
    return (from + row) & (sequences.length - 1);
  }
}
