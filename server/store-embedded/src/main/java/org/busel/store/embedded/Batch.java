package org.busel.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Records that are written with one call and made durable with one sync. Of the writer thread alone.
final class Batch {
  private final ByteBuffer records;
  private final List<Append> appends = new ArrayList<>();
  private final List<Moved> moves = new ArrayList<>();
  private final List<LogEntry.Erased> erased = new ArrayList<>();
  private @Nullable Segment into;
  private int start;
  private long sequence; // higher than every one that was given out before this batch

  /// An envelope that will stand in two places, until its index says the new one.
  private record Moved(Mailbox mailbox, long sequence, int contentBytes, long before, long after) {}

  /// @param bytes that a batch may have, at least [LogRecord#MAX_BYTES]
  Batch(int bytes) {
    this.records = ByteBuffer.allocateDirect(bytes);
  }

  /// Begins anew, to be written into `segment` from byte `at` on.
  ///
  /// @param nextSequence higher than every sequence that was given out
  void begin(Segment segment, int at, long nextSequence) {
    records.clear();
    appends.clear();
    moves.clear();
    erased.clear();
    into = segment;
    start = at;
    sequence = nextSequence;
    int room =
        segment.bytes() - at - LogRecord.HEAD_BYTES; // what remains is for the end of the segment
    records.limit(Math.max(0, Math.min(records.capacity(), room)));
  }

  /// Whether one more record of any length fits.
  boolean hasRoom() {
    return records.remaining() >= LogRecord.MAX_BYTES;
  }

  boolean isEmpty() {
    return records.position() == 0;
  }

  /// Whether anything is moved by this batch.
  boolean hasMoves() {
    return !moves.isEmpty();
  }

  /// How many envelopes are added.
  int appends() {
    return appends.size();
  }

  /// Bytes so far.
  int bytes() {
    return records.position();
  }

  void add(Append append, long sequence) {
    append.putAt(sequence, here());
    LogRecord.envelope(records, segment().salt(), start, sequence, append.envelope());
    appends.add(append);
  }

  void add(LogEntry.Acknowledged acknowledged) {
    LogRecord.acknowledgement(records, segment().salt(), start, acknowledged.sequences());
  }

  void add(LogEntry.Erased gone) {
    LogRecord.erasure(records, segment().salt(), start, gone, sequence);
    erased.add(gone);
  }

  /// Adds an envelope that stands in an older segment and still waits.
  void move(Mailbox mailbox, long before, ByteBuffer from, int at) {
    long sequence = LogRecord.sequence(from, at);
    moves.add(new Moved(mailbox, sequence, LogRecord.contentBytes(from, at), before, here()));
    LogRecord.copy(records, segment().salt(), start, from, at);
  }

  private Segment segment() {
    return Objects.requireNonNull(into, "a batch is begun before it is filled");
  }

  private long here() {
    return Place.of(segment().number(), start + records.position());
  }

  /// Writes everything, and syncs it if anybody waits for that. When it throws, nothing is known about any of it.
  void write() throws IOException {
    segment().write(records.flip(), start);
    if (!appends.isEmpty() || !moves.isEmpty() || !erased.isEmpty()) {
      segment().force();
    }
  }

  /// Enters what is durable now, in order of sequence, and then wakes those who wait.
  void settle(Segments segments) {
    for (Append append : appends) {
      append.enter();
      segment().add(append.contentBytes());
    }
    for (Moved moved : moves) {
      if (moved.mailbox.move(moved.sequence, moved.before, moved.after)) {
        segment().add(moved.contentBytes);
        Segment old = segments.find(Place.segment(moved.before));
        if (old != null) {
          old.remove(moved.contentBytes);
        }
      } else {
        segment()
            .changed(); // it has gone meanwhile, and its copy is gone content from the beginning
      }
    }
    erased.forEach(gone -> gone.durable().complete(true));
    appends.forEach(Append::tell);
  }

  /// Tells those who wait that nobody knows what became of their envelopes.
  void fail(Throwable cause) {
    for (Append append : appends) {
      append.fail(cause);
    }
    erased.forEach(gone -> gone.fail(cause));
  }
}
