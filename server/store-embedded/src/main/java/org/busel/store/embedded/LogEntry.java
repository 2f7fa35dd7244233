package org.busel.store.embedded;

/// What is handed to the writer of the mailbox log.
sealed interface LogEntry permits Append, LogEntry.Acknowledged, LogEntry.Finish {
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
  }

  /// Nothing comes after this; the writer ends.
  record Finish() implements LogEntry {}
}
