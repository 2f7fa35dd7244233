package org.busel.store.embedded;

import java.util.concurrent.CompletableFuture;

/// What is handed to the writer of the mailbox log.
sealed interface LogEntry
    permits Append, LogEntry.Acknowledged, LogEntry.Erased, LogEntry.Leave, LogEntry.Finish {
  /// Nobody knows what became of it.
  void fail(Throwable cause);

  /// Envelopes that are gone already; the log need only remember it.
  /// At most [LogRecord#MAX_ACKNOWLEDGED] of them.
  final class Acknowledged implements LogEntry {
    private final long[] sequences;

    Acknowledged(long... sequences) {
      this.sequences = sequences.clone();
    }

    long[] sequences() {
      return sequences.clone();
    }

    @Override
    public void fail(Throwable cause) {
      // They come again after the next open, as after a crash.
    }
  }

  /// Bytes of one segment that are gone, whatever stands there, from the moment at which this is durable. At most
  /// [LogRecord#MAX_ERASED] ranges.
  final class Erased implements LogEntry {
    private final long segment;
    private final int[] ranges;
    private final CompletableFuture<Boolean> durable = new CompletableFuture<>();

    /// @param ranges first byte and byte after the last, in turns
    Erased(long segment, int[] ranges) {
      this.segment = segment;
      this.ranges = ranges.clone();
    }

    long segment() {
      return segment;
    }

    int[] ranges() {
      return ranges.clone();
    }

    /// Comes when the log says so.
    CompletableFuture<Boolean> durable() {
      return durable;
    }

    @Override
    public void fail(Throwable cause) {
      durable.completeExceptionally(cause);
    }
  }

  /// The segment that is written to now is left for another, so that what stands behind its last record can be
  /// overwritten.
  ///
  /// @param left comes when it is
  record Leave(CompletableFuture<Boolean> left) implements LogEntry {
    @Override
    public void fail(Throwable cause) {
      left.completeExceptionally(cause);
    }
  }

  /// Nothing comes after this; the writer ends.
  record Finish() implements LogEntry {
    @Override
    public void fail(Throwable cause) {
      // The writer ends in any case.
    }
  }
}
