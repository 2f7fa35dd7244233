package org.busel.store.embedded;

/// Where a record stands in the log, as one number: which segment, and at which of its multiples of 8 bytes.
final class Place {
  private static final int OFFSET_BITS = 24;

  /// The largest segment whose bytes can be named: 128 MiB.
  static final int MAX_SEGMENT_BYTES = 8 << OFFSET_BITS;

  private Place() {}

  static long of(long segment, int offset) {
    return segment << OFFSET_BITS | offset >>> 3;
  }

  static long segment(long place) {
    return place >>> OFFSET_BITS;
  }

  static int offset(long place) {
    return (int) (place & (1 << OFFSET_BITS) - 1) << 3;
  }
}
