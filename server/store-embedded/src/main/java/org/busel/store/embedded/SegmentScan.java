package org.busel.store.embedded;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Walks over the records of one segment in the order in which they were written, passing over what is harmed.
///
/// Where no record stands although one should, the scan looks for the next place where one does. Finding none is the
/// ordinary end of a segment that was not finished. Finding one means that the bytes between are lost, unless they
/// belong to the last batch of an unfinished segment: then the machine stopped while the batch was being written, and
/// nobody was ever told that it was stored.
///
/// Contents are not read, except those of that last batch: everything before it was synced, so what may be wrong with
/// it is no matter of crashes, and is found when it is read.
final class SegmentScan {
  private final ByteBuffer bytes;
  private final long salt;
  private final Visitor visitor;
  private final List<Gap> gaps = new ArrayList<>();
  private int[] lastBatch = new int[64]; // places of its records
  private int inLastBatch;
  private int lastBatchBegins = -1;

  SegmentScan(ByteBuffer bytes, long salt, Visitor visitor) {
    this.bytes = bytes;
    this.salt = salt;
    this.visitor = visitor;
  }

  /// Is told what the scan comes upon.
  interface Visitor {
    /// A record that is there, in rising order of place.
    void record(ByteBuffer bytes, int at);

    /// Bytes from `from` up to `to` that were records and are not any more: they were erased, or harmed.
    void gap(int from, int to);
  }

  /// Bytes that are no record, and that are lost only if something was written after their batch.
  private record Gap(int from, int to) {}

  /// Walks over everything.
  void run() {
    int at = Segment.HEAD_BYTES;
    for (int found = next(at); found >= 0; found = next(at)) {
      if (found > at) {
        gaps.add(new Gap(at, found));
      }
      synced(LogRecord.batch(bytes, found));
      if (LogRecord.kind(bytes, found) == LogRecord.END) {
        emit(false);
        return;
      }
      hold(found);
      at = found + LogRecord.filledUp(LogRecord.length(bytes, found));
    }
    emit(true);
  }

  /// The batch that begins at `batch` was written only after everything before it was synced.
  private void synced(int batch) {
    if (batch == lastBatchBegins) {
      return;
    }
    emit(false);
    lastBatchBegins = batch;
    for (Gap gap : gaps) {
      if (gap.from < batch) {
        visitor.gap(gap.from, gap.to);
      }
    }
    gaps.removeIf(gap -> gap.from < batch);
  }

  private void hold(int place) {
    if (inLastBatch == lastBatch.length) {
      lastBatch = Arrays.copyOf(lastBatch, 2 * inLastBatch);
    }
    lastBatch[inLastBatch++] = place;
  }

  private void emit(boolean onlyWhole) {
    for (int i = 0; i < inLastBatch; i++) {
      if (!onlyWhole || isWhole(lastBatch[i])) {
        visitor.record(bytes, lastBatch[i]);
      }
    }
    inLastBatch = 0;
  }

  private boolean isWhole(int place) {
    return LogRecord.kind(bytes, place) != LogRecord.ENVELOPE
        || LogRecord.contentIsWhole(bytes, place);
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
