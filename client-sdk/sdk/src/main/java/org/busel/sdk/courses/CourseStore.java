package org.busel.sdk.courses;

import java.util.Optional;

/// Where a device keeps modules. Implemented over the device's encrypted store.
///
/// Names are as secret as values: they contain hashes by which everybody could tell which module a device has. An
/// implementation stores both so that a copied disk shows neither. Calls block for the disk; safe for many threads. What the
/// disk refuses surfaces as the implementation's unchecked exception; repeating a call is safe.
public interface CourseStore {
  /// The largest value, in bytes.
  int MAX_BYTES = 4 << 20;

  /// Keeps `value` under `name` (1 to 200 ASCII characters) in place of what stood there. Durable when this returns;
  /// after a crash there is either the old value or the new one.
  void put(String name, byte[] value);

  /// What stands under `name`.
  Optional<byte[]> get(String name);

  /// Whether something stands under `name`, without reading it.
  boolean has(String name);

  /// Forgets `name`. Repeating is harmless.
  void remove(String name);
}
