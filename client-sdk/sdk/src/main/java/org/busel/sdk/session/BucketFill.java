package org.busel.sdk.session;

import java.util.Optional;
import java.util.OptionalInt;
import org.busel.wire.SizeBucket;

/// How a sealed message is made exactly as long as a size bucket.
///
/// Sealed sender encrypts a protobuf with type, certificate, ciphertext, hint and group id. Busel uses neither hint
/// nor group id, so both serve as filling; they stand inside the encryption and only the recipient sees them. A group
/// id of n bytes adds n and its header (tag and length), so a few gaps cannot be filled with it alone (2, 130 and
/// 16,387 bytes); for those the hint adds its 2 bytes.
///
/// @param groupIdBytes length of the filling in the group id, 0 for none
/// @param hint whether the content hint is set
record BucketFill(int groupIdBytes, boolean hint) {
  private static final int HINT_BYTES = 2;

  // Version byte, ephemeral key (2 + 33), encrypted identity key (2 + 33 + 10), tag of the
  // encrypted message.
  private static final int OUTSIDE = 1 + 35 + 45 + 1;
  private static final int MAC = 10;

  /// The filling for an inner message that has `inner` bytes without any, or nothing if it fits no bucket.
  static Optional<BucketFill> of(int inner) {
    for (OptionalInt bucket = SizeBucket.smallestFor(sealedSize(inner));
        bucket.isPresent();
        bucket = SizeBucket.smallestFor(bucket.getAsInt() + 1)) {
      Optional<BucketFill> fill = fillGap(innerRoom(bucket.getAsInt()) - inner);
      if (fill.isPresent()) {
        return fill;
      }
    }
    return Optional.empty();
  }

  private static Optional<BucketFill> fillGap(int gap) {
    if (gap < 0) {
      return Optional.empty();
    }
    if (gap == 0) {
      return Optional.of(new BucketFill(0, false));
    }
    OptionalInt alone = groupIdFor(gap);
    if (alone.isPresent()) {
      return Optional.of(new BucketFill(alone.getAsInt(), false));
    }
    if (gap == HINT_BYTES) {
      return Optional.of(new BucketFill(0, true));
    }
    OptionalInt besideHint = groupIdFor(gap - HINT_BYTES);
    return besideHint.isPresent()
        ? Optional.of(new BucketFill(besideHint.getAsInt(), true))
        : Optional.empty();
  }

  /// The length of a group id that with its header takes `gap` bytes; an empty one is not written at all.
  private static OptionalInt groupIdFor(int gap) {
    for (int header = 2; header <= 4; header++) {
      int length = gap - header;
      if (length >= 1 && 1 + varint(length) == header) {
        return OptionalInt.of(length);
      }
    }
    return OptionalInt.empty();
  }

  /// Most bytes of an inner message in sealed content of `bucket` bytes; every bucket can be met exactly.
  private static int innerRoom(int bucket) {
    int rest = bucket - OUTSIDE;
    for (int length = 1; length <= 3; length++) {
      if (varint(rest - length) == length) {
        return rest - length - MAC;
      }
    }
    throw new IllegalStateException("no inner length gives " + bucket + " bytes");
  }

  static int sealedSize(int inner) {
    return OUTSIDE + varint(inner + MAC) + inner + MAC;
  }

  private static int varint(int value) {
    return value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : 3;
  }
}
