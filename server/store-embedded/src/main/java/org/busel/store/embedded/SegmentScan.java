package org.busel.store.embedded;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Walks over the records of one segment in the order in which they were written, passing over what is harmed.
///
/// Where no record stands although one should, the scan looks for the next place where one does. Finding none is the
/// ordinary end of a segment that was not finished. Finding one means that bytes were harmed, unless they belong to
/// the last batch of an unfinished segment: then the machine stopped while the batch was being written, and nobody was
/// ever told that it was stored.
final class SegmentScan {
  private final ByteBuffer bytes;
  private final long salt;
  private final Visitor visitor;

  SegmentScan(ByteBuffer bytes, long salt, Visitor visitor) {
    this.bytes = bytes;
    this.salt = salt;
    this.visitor = visitor;
  }

  /// Is told what the scan comes upon.
  interface Visitor {
    /// A record that is whole.
    void record(ByteBuffer bytes, int at);

    /// Bytes from `from` up to `to` that should be records and are not.
    void harmed(int from, int to);
  }

  /// Bytes that are no record, and that are harm only if something was written after their batch.
  private record Gap(int from, int to) {}

  /// Walks over everything.
  void run() {
    List<Gap> gaps = new ArrayList<>();
    int at = Segment.HEAD_BYTES;
    for (int found = next(at); found >= 0; found = next(at)) {
      if (found > at) {
        gaps.add(new Gap(at, found));
      }
      // The batch of a record is written only after everything before it was synced.
      int synced = LogRecord.batch(bytes, found);
      for (Gap gap : gaps) {
        if (gap.from < synced) {
          visitor.harmed(gap.from, gap.to);
        }
      }
      gaps.removeIf(gap -> gap.from < synced);
      if (LogRecord.kind(bytes, found) == LogRecord.END) {
        return;
      }
      visitor.record(bytes, found);
      at = found + LogRecord.filledUp(LogRecord.length(bytes, found));
    }
  }

  /// The first place at or after `at` where a record stands, or -1.
  private int next(int at) {
    for (int place = at; place + LogRecord.HEAD_BYTES <= bytes.limit(); place += 8) {
      if (LogRecord.standsAt(bytes, place, salt)) {
        return place;
      }
    }
    return -1;
  }
}
