package org.busel.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.busel.mailbox.Envelope;
import org.jspecify.annotations.Nullable;

/// Writes envelopes into a mailbox log of its own that nobody has open: a backup. They keep their sequences. Nothing of
/// the old log but what waits gets into it. Of one thread.
final class LogCopy {
  private static final int BATCH_BYTES = 4 << 20;

  private final Segments segments;
  private final long nextSequence;
  private final ByteBuffer records;
  private @Nullable Segment into;
  private int start; // of the batch

  /// @param folder that is made
  /// @param nextSequence higher than every sequence that will be written
  LogCopy(Path folder, int segmentBytes, long nextSequence) throws IOException {
    this.segments = new Segments(folder, segmentBytes, Disk.REAL);
    this.nextSequence = nextSequence;
    this.records = ByteBuffer.allocateDirect(Math.min(BATCH_BYTES, segmentBytes));
  }

  void add(long sequence, Envelope envelope) throws IOException {
    Segment segment = roomy();
    LogRecord.envelope(records, segment.salt(), start, sequence, envelope);
  }

  private Segment roomy() throws IOException {
    Segment now = into;
    if (now != null && records.remaining() < LogRecord.MAX_BYTES) {
      write(now);
    }
    int end = start + records.position();
    if (now != null && now.bytes() - end < LogRecord.MAX_BYTES + LogRecord.HEAD_BYTES) {
      seal(now);
      now = null;
    }
    if (now == null) {
      now = segments.begin(nextSequence);
      into = now;
      start = Segment.HEAD_BYTES;
      records.clear();
    }
    return now;
  }

  private void write(Segment segment) throws IOException {
    int bytes = records.position();
    segment.write(records.flip(), start);
    segment.force(); // a batch says that everything before it was synced
    start += bytes;
    records.clear();
  }

  private void seal(Segment segment) throws IOException {
    write(segment);
    LogRecord.end(records, segment.salt(), start);
    write(segment);
  }

  /// Makes everything durable. Called once, at the end, also if nothing was added.
  void finish() throws IOException {
    seal(roomy());
    segments.close();
  }

  /// An envelope that waits, and where.
  record Item(Mailbox mailbox, Mailbox.Spot spot) {}

  /// Brings items into the order in which a disk reads them best.
  static void sort(List<Item> items) {
    items.sort((one, other) -> Long.compare(one.spot.place(), other.spot.place()));
  }
}
