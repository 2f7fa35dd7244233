package org.busel.wire;

import com.google.protobuf.ByteString;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Collects what is wrong with one message and remembers the first of it. Reasons name fields, never their values.
///
/// One thread, one message.
final class Flaws {
  private @Nullable String first;

  /// The first flaw, or nothing if all was right.
  Optional<String> first() {
    return Optional.ofNullable(first);
  }

  /// Something else than a size or range is wrong unless `holds`.
  void unless(boolean holds, String reason) {
    if (!holds && first == null) {
      first = reason;
    }
  }

  /// `bytes` must be exactly `expected` long.
  void size(String field, ByteString bytes, int expected) {
    unless(bytes.size() == expected, field + " is not " + expected + " bytes");
  }

  /// `value`, a uint32, must lie within `from` and `to`.
  void range(String field, int value, int from, int to) {
    unless(value >= from && value <= to, field + " is not within " + from + " to " + to);
  }

  /// A list must have at least `from` and at most `to` members.
  void count(String field, int count, int from, int to) {
    unless(count >= from && count <= to, field + " are not " + from + " to " + to);
  }

  /// `content` must be exactly a size bucket.
  void bucket(String field, ByteString content) {
    unless(SizeBucket.isBucket(content.size()), field + " is no size bucket");
  }

  /// Every number must be a device's, and none may stand there twice.
  void devices(String field, List<Integer> numbers) {
    count(field, numbers.size(), 0, Limits.DEVICE_NUMBER);
    Set<Integer> seen = new HashSet<>();
    for (int number : numbers) {
      range(field, number, 1, Limits.DEVICE_NUMBER);
      unless(seen.add(number), field + " name a device twice");
    }
  }
}
