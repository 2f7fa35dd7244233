package org.busel.wire;

import java.util.OptionalInt;

/// The only sizes that sealed content may have, so that a relay learns a bucket and not a length.
public final class SizeBucket {
  private static final int[] BYTES = {
    1 << 10, 2 << 10, 4 << 10, 8 << 10, 16 << 10, 32 << 10, 64 << 10, 96 << 10
  };

  /// The largest bucket, 96 KiB.
  public static final int LARGEST_BYTES = 96 << 10;

  private SizeBucket() {}

  /// Whether `bytes` is exactly one of the buckets.
  public static boolean isBucket(int bytes) {
    for (int bucket : BYTES) {
      if (bucket == bytes) {
        return true;
      }
    }
    return false;
  }

  /// The smallest bucket that holds `bytes`, or nothing if even the largest does not.
  public static OptionalInt smallestFor(int bytes) {
    for (int bucket : BYTES) {
      if (bytes <= bucket) {
        return OptionalInt.of(bucket);
      }
    }
    return OptionalInt.empty();
  }
}
