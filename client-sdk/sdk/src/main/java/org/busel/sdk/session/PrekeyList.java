package org.busel.sdk.session;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.busel.sdk.session.SessionRecords.Kind;
import org.busel.wire.Limits;

/// Which prekeys this device has, and since when. Times are milliseconds since 1970.
///
/// ```
/// [1 format] [4 next signed id] [4 next EC id] [4 next KEM id]
/// [2 count] { [4 signed id] [4 KEM id] [8 made] [8 replaced, 0: not] [1 uploaded] }
/// [2 count] { [1 0: EC, 1: KEM] [4 first id] [2 count] [8 made] }
/// ```
///
/// @param pairs signed EC and last-resort KEM keys, made together, oldest first; the last one is current
/// @param batches one-time keys, oldest first
record PrekeyList(NextIds next, List<Pair> pairs, List<Batch> batches) {
  private static final String KEY = "all";
  private static final byte FORMAT = 1;

  PrekeyList {
    pairs = List.copyOf(pairs);
    batches = List.copyOf(batches);
  }

  /// The ids that come next; they start anywhere and go round.
  record NextIds(int signed, int ec, int kem) {}

  /// @param replacedAt when the relay got the next pair, 0 if it has not
  record Pair(int signedId, int kemId, long madeAt, long replacedAt, boolean uploaded) {}

  /// `count` keys with ids from `firstId`, going round.
  record Batch(boolean kem, int firstId, int count, long madeAt) {
    List<Integer> ids() {
      List<Integer> ids = new ArrayList<>();
      for (int id = firstId; ids.size() < count; id = after(id)) {
        ids.add(id);
      }
      return ids;
    }
  }

  /// The id after `id`: 1 to 16,777,215 and round.
  static int after(int id) {
    return id % Limits.PREKEY_ID + 1;
  }

  boolean isLastResort(int kemId) {
    return pairs.stream().anyMatch(pair -> pair.kemId() == kemId);
  }

  static Optional<PrekeyList> load(SessionRecords records) {
    return records.load(Kind.PREKEY_LIST, KEY).map(PrekeyList::read);
  }

  void store(SessionRecords records) {
    ByteBuffer out = ByteBuffer.allocate(1 + 12 + 2 + pairs.size() * 25 + 2 + batches.size() * 15);
    out.put(FORMAT).putInt(next.signed()).putInt(next.ec()).putInt(next.kem());
    out.putShort((short) pairs.size());
    for (Pair pair : pairs) {
      out.putInt(pair.signedId()).putInt(pair.kemId()).putLong(pair.madeAt());
      out.putLong(pair.replacedAt()).put((byte) (pair.uploaded() ? 1 : 0));
    }
    out.putShort((short) batches.size());
    for (Batch batch : batches) {
      out.put((byte) (batch.kem() ? 1 : 0)).putInt(batch.firstId());
      out.putShort((short) batch.count()).putLong(batch.madeAt());
    }
    records.store(Kind.PREKEY_LIST, KEY, out.array());
  }

  private static PrekeyList read(byte[] bytes) {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      if (in.get() != FORMAT) {
        throw new SessionException("reading the list of prekeys");
      }
      NextIds next = new NextIds(in.getInt(), in.getInt(), in.getInt());
      List<Pair> pairs = new ArrayList<>();
      for (int left = in.getShort(); left > 0; left--) {
        pairs.add(new Pair(in.getInt(), in.getInt(), in.getLong(), in.getLong(), in.get() == 1));
      }
      List<Batch> batches = new ArrayList<>();
      for (int left = in.getShort(); left > 0; left--) {
        batches.add(new Batch(in.get() == 1, in.getInt(), in.getShort(), in.getLong()));
      }
      return new PrekeyList(next, pairs, batches);
    } catch (BufferUnderflowException e) {
      throw new SessionException("reading the list of prekeys", e);
    }
  }
}
