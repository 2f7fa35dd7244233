package org.busel.store.embedded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.busel.mailbox.MailboxLimits;
import org.busel.wire.EnvelopeId;
import org.jspecify.annotations.Nullable;

/// What is in memory of one device's mailbox: for each envelope 26 bytes that say where in the log it stands, and an
/// eighth of that in reserve.
///
/// Safe for many threads; a call holds the mailbox's lock and never waits for the disk.
///
/// The columns of one table, in rising order of sequence, filled from `from` to `to`. An envelope id is kept as a mark
/// of 32 bits only: two ids in one mailbox may share it, so a match must be looked up in the log.
final class Mailbox {
  private static final byte SET_ASIDE = Byte.MAX_VALUE;

  private long[] sequences = {}; // all guarded by this
  private long[] places = {};
  private int[] marks = {};
  private int[] expiryHours = {};
  private byte[] kibibytes = {}; // of the content, which is of a size bucket
  private byte[] offersInVain = {};
  private int from;
  private int to;
  private long contentBytes;
  private int setAside; // how many were offered in vain too often
  private int watchedHour =
      Integer.MAX_VALUE; // at which it is looked at for what has expired, or earlier
  private final Expiries expiries;
  private long newest; // of the sequences that were ever entered
  private final Map<EnvelopeId, Append> onTheWay = new HashMap<>(2);
  private long bytesOnTheWay;

  /// What one envelope takes in memory, without the reserve.
  static final int ROW_BYTES = 2 * Long.BYTES + 2 * Integer.BYTES + 2;

  /// @param expiries is told when something in here expires
  Mailbox(Expiries expiries) {
    this.expiries = expiries;
  }

  /// One envelope in the log.
  record Entry(long sequence, long place, EnvelopeId id, int expiryHour, int contentBytes) {}

  /// Where an envelope stands.
  record Spot(long sequence, long place, int contentBytes) {}

  /// What became of the wish to append.
  sealed interface Reservation {
    /// There is room, and it is kept until the append is [#stored] or [#release]d.
    record Reserved() implements Reservation {}

    /// There is no room, counting what is on the way.
    record Full() implements Reservation {}

    /// The same envelope is on the way already; the caller hears of that one.
    record OnTheWay() implements Reservation {}

    /// An envelope that may have the same id stands here: look it up, then ask again.
    record MayBeThere(Spot spot) implements Reservation {}
  }

  /// Keeps room for an envelope that is about to be written.
  ///
  /// @param others sequences of envelopes that were looked up and have another id
  synchronized Reservation reserve(Append append, MailboxLimits limits, Set<Long> others) {
    EnvelopeId id = append.envelope().id();
    Append first = onTheWay.get(id);
    if (first != null) {
      first.follow(append.then());
      return new Reservation.OnTheWay();
    }
    int mark = mark(id);
    for (int i = to - 1; i >= from; i--) {
      if (marks[i] == mark && !others.contains(sequences[i])) {
        return new Reservation.MayBeThere(spot(i));
      }
    }
    int count = to - from + onTheWay.size();
    long bytes = contentBytes + bytesOnTheWay + append.contentBytes();
    if (count >= limits.envelopes() || bytes > limits.contentBytes()) {
      return new Reservation.Full();
    }
    onTheWay.put(id, append);
    bytesOnTheWay += append.contentBytes();
    return new Reservation.Reserved();
  }

  /// Gives up the room of an envelope that was not written.
  synchronized void release(Append append) {
    if (onTheWay.remove(append.envelope().id(), append)) {
      bytesOnTheWay -= append.contentBytes();
    }
  }

  /// Enters an envelope that is durable, and gives up the room that was reserved for it.
  ///
  /// @return the highest sequence that was entered before since the store was opened, 0 if there was none
  synchronized long stored(Append append, Entry entry) {
    release(append);
    long previous = newest;
    Spot _ = put(entry);
    return previous;
  }

  /// Enters an envelope, or, if its sequence is there already, says that it now stands elsewhere.
  ///
  /// @return where it stood before, if it did
  synchronized @Nullable Spot put(Entry entry) {
    int at = Arrays.binarySearch(sequences, from, to, entry.sequence);
    if (at >= 0) {
      Spot before = spot(at);
      places[at] = entry.place;
      return before;
    }
    insert(-at - 1, entry);
    newest = Math.max(newest, entry.sequence);
    contentBytes += entry.contentBytes;
    if (entry.expiryHour < watchedHour) {
      watchedHour = entry.expiryHour;
      expiries.watch(this, watchedHour);
    }
    return null;
  }

  /// Says that an envelope now stands elsewhere, unless it has gone.
  synchronized boolean move(long sequence, long before, long after) {
    int at = Arrays.binarySearch(sequences, from, to, sequence);
    if (at < 0 || places[at] != before) {
      return false;
    }
    places[at] = after;
    return true;
  }

  /// Where the envelope of this sequence stands, if it waits.
  synchronized @Nullable Spot find(long sequence) {
    int at = Arrays.binarySearch(sequences, from, to, sequence);
    return at < 0 ? null : spot(at);
  }

  /// Counts one more offer of an envelope that was not acknowledged. After so many the envelope is set aside: it is not
  /// among those [#above] any more.
  ///
  /// @return whether this has set it aside
  synchronized boolean offeredInVain(long sequence, int most) {
    int at = Arrays.binarySearch(sequences, from, to, sequence);
    if (at < 0 || offersInVain[at] >= most) {
      return false;
    }
    offersInVain[at]++;
    if (offersInVain[at] < most) {
      return false;
    }
    offersInVain[at] = SET_ASIDE;
    setAside++;
    return true;
  }

  /// How many envelopes are set aside.
  synchronized int setAside() {
    return setAside;
  }

  /// How many envelopes wait, those that are set aside among them.
  synchronized int count() {
    return to - from;
  }

  /// Bytes that the columns take.
  synchronized long bytes() {
    return (long) sequences.length * ROW_BYTES;
  }

  /// Up to `limit` envelopes with a sequence above `after` that are good beyond hour `nowHour` and not set aside.
  synchronized Spot[] above(long after, int limit, int nowHour) {
    int at = Arrays.binarySearch(sequences, from, to, after);
    Spot[] found = new Spot[Math.min(limit, to - from)];
    int count = 0;
    for (int i = at < 0 ? -at - 1 : at + 1; i < to && count < found.length; i++) {
      if (expiryHours[i] > nowHour && offersInVain[i] != SET_ASIDE) {
        found[count++] = spot(i);
      }
    }
    return Arrays.copyOf(found, count);
  }

  /// Every envelope that may have this id: to be looked up in the log.
  synchronized List<Spot> marked(EnvelopeId id) {
    int mark = mark(id);
    List<Spot> found = new ArrayList<>();
    for (int i = from; i < to; i++) {
      if (marks[i] == mark) {
        found.add(spot(i));
      }
    }
    return found;
  }

  /// Every envelope that is not good beyond hour `nowHour`.
  synchronized Spot[] due(int nowHour) {
    Spot[] found = new Spot[to - from];
    int count = 0;
    for (int i = from; i < to; i++) {
      if (expiryHours[i] <= nowHour) {
        found[count++] = spot(i);
      }
    }
    return Arrays.copyOf(found, count);
  }

  /// Asks to be looked at again when the next of its envelopes expires.
  synchronized void watchNext() {
    watchedHour = earliestExpiry();
    if (from < to) {
      expiries.watch(this, watchedHour);
    }
  }

  /// The hour in which the next of its envelopes expires; [Integer#MAX_VALUE] if nothing waits.
  synchronized int earliestExpiry() {
    int earliest = Integer.MAX_VALUE;
    for (int i = from; i < to; i++) {
      earliest = Math.min(earliest, expiryHours[i]);
    }
    return earliest;
  }

  /// Every envelope.
  synchronized Spot[] all() {
    Spot[] found = new Spot[to - from];
    Arrays.setAll(found, i -> spot(from + i));
    return found;
  }

  /// Takes an envelope out.
  ///
  /// @return where it stood, if it was there
  synchronized @Nullable Spot remove(long sequence) {
    int at = Arrays.binarySearch(sequences, from, to, sequence);
    if (at < 0) {
      return null;
    }
    Spot removed = spot(at);
    contentBytes -= removed.contentBytes;
    if (offersInVain[at] == SET_ASIDE) {
      setAside--;
    }
    if (at == from) {
      from++;
    } else {
      shift(at + 1, at, to - at - 1);
      to--;
    }
    if (from == to) {
      resize(0);
    }
    return removed;
  }

  private Spot spot(int at) {
    return new Spot(sequences[at], places[at], kibibytes[at] << 10);
  }

  private void insert(int at, Entry entry) {
    int index = at;
    if (to == sequences.length) {
      int shifted = from;
      resize((to - from) * 9 / 8 + 4);
      index -= shifted;
    }
    shift(index, index + 1, to - index);
    to++;
    sequences[index] = entry.sequence;
    places[index] = entry.place;
    marks[index] = mark(entry.id);
    expiryHours[index] = entry.expiryHour;
    kibibytes[index] = (byte) (entry.contentBytes >> 10);
    offersInVain[index] = 0;
  }

  private void shift(int source, int target, int count) {
    System.arraycopy(sequences, source, sequences, target, count);
    System.arraycopy(places, source, places, target, count);
    System.arraycopy(marks, source, marks, target, count);
    System.arraycopy(expiryHours, source, expiryHours, target, count);
    System.arraycopy(kibibytes, source, kibibytes, target, count);
    System.arraycopy(offersInVain, source, offersInVain, target, count);
  }

  /// Moves the rows to the front of columns that hold `rows` of them.
  private void resize(int rows) {
    int count = to - from;
    int room = Math.max(rows, count);
    sequences = Arrays.copyOf(Arrays.copyOfRange(sequences, from, to), room);
    places = Arrays.copyOf(Arrays.copyOfRange(places, from, to), room);
    marks = Arrays.copyOf(Arrays.copyOfRange(marks, from, to), room);
    expiryHours = Arrays.copyOf(Arrays.copyOfRange(expiryHours, from, to), room);
    kibibytes = Arrays.copyOf(Arrays.copyOfRange(kibibytes, from, to), room);
    offersInVain = Arrays.copyOf(Arrays.copyOfRange(offersInVain, from, to), room);
    from = 0;
    to = count;
  }

  private static int mark(EnvelopeId id) {
    return (int) ((id.high() * 0x9E3779B97F4A7C15L + id.low()) >>> 32);
  }
}
